using System.Net.Http.Json;

namespace RatingGrains.Api.Host;

/// <summary>Speaks to the API as the holder of a key or a token, or as nobody.</summary>
internal sealed class ApiClient(HttpClient http, string? key)
{
    public Task<Answer> GetAsync(string path) => SendAsync(HttpMethod.Get, path, null);

    public Task<Answer> PostAsync(string path, object? body = null, string? idempotencyKey = null) =>
        idempotencyKey is null
            ? SendAsync(HttpMethod.Post, path, body)
            : SendAsync(HttpMethod.Post, path, body, ("Idempotency-Key", idempotencyKey));

    public Task<Answer> PutAsync(string path, object body) => SendAsync(HttpMethod.Put, path, body);

    public Task<Answer> DeleteAsync(string path) => SendAsync(HttpMethod.Delete, path, null);

    /// <param name="body">Sent as JSON, or as it is where it is an <see cref="HttpContent"/>.</param>
    public async Task<Answer> SendAsync(
        HttpMethod method, string path, object? body, params (string Name, string Value)[] headers)
    {
        using var request = Request(method, path, body, headers);
        return await Answer.ReadAsync(await http.SendAsync(request));
    }

    /// <summary>The answer as it begins, its body not yet read.</summary>
    public Task<HttpResponseMessage> OpenAsync(string path, params (string Name, string Value)[] headers) =>
        OpenAsync(HttpMethod.Get, path, null, headers);

    public Task<HttpResponseMessage> OpenAsync(
        HttpMethod method, string path, object? body, params (string Name, string Value)[] headers) =>
        http.SendAsync(Request(method, path, body, headers), HttpCompletionOption.ResponseHeadersRead);

    private HttpRequestMessage Request(
        HttpMethod method, string path, object? body, (string Name, string Value)[] headers)
    {
        var request = new HttpRequestMessage(method, path.StartsWith('/') ? path : $"/api/v1/{path}")
        {
            Content = body as HttpContent ?? (body is null ? null : JsonContent.Create(body, body.GetType())),
        };
        if (key is not null)
            request.Headers.TryAddWithoutValidation("Authorization", $"Bearer {key}");
        foreach (var (name, value) in headers)
            request.Headers.TryAddWithoutValidation(name, value);
        return request;
    }
}
