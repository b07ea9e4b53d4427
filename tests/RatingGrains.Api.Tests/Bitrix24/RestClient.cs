using System.Text.Json;

namespace RatingGrains.Api.Bitrix24;

/// <summary>Speaks to the door as the holder of a webhook, or of a token.</summary>
/// <param name="code">The webhook's path with its number and code; null for a token.</param>
internal sealed class RestClient(HttpClient http, string? code, string? token)
{
    public Task<RestReply> CallAsync(string method, object? parameters = null) =>
        CallAsync(Way.Json, method, parameters);

    public async Task<RestReply> CallAsync(Way way, string method, object? parameters = null)
    {
        var given = JsonSerializer.SerializeToNode(parameters ?? new { })!.AsObject();
        if (token is not null)
            given["auth"] = token;
        return await SendAsync(way.Write(code is null ? "/rest/" : $"/rest/{code}/", method, given));
    }

    public async Task<RestReply> SendAsync(HttpRequestMessage request)
    {
        using (request)
            return await RestReply.ReadAsync(await http.SendAsync(request));
    }

    public async Task<JsonElement> ResultAsync(string method, object? parameters = null) =>
        (await CallAsync(method, parameters)).Result;
}
