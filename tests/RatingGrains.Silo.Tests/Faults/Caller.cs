using System.Collections.Concurrent;
using System.Diagnostics;
using System.Net;
using System.Net.Http.Headers;
using System.Net.Http.Json;
using System.Text.Json;

namespace RatingGrains.Faults;

/// <summary>Calls the API as a connector should: what was not answered, or answered 503, is sent again as it was, to the
/// next address, until it is answered.</summary>
internal sealed class Caller : IDisposable
{
    private static readonly TimeSpan GiveUpAfter = TimeSpan.FromSeconds(120);
    private static readonly TimeSpan Pause = TimeSpan.FromMilliseconds(100);

    private readonly IReadOnlyList<Uri> _addresses;
    private readonly HttpClient _http;

    public Caller(IReadOnlyList<Uri> addresses)
    {
        _addresses = addresses;
        _http = new HttpClient(new SocketsHttpHandler { UseProxy = false, UseCookies = false })
        {
            Timeout = TimeSpan.FromSeconds(60),
        };
    }

    /// <summary>Every call that was answered in the end.</summary>
    public ConcurrentQueue<Call> Calls { get; } = new();

    /// <summary>Every attempt that was not.</summary>
    public ConcurrentQueue<Failure> Failures { get; } = new();

    /// <param name="key">Its <c>Idempotency-Key</c>.</param>
    /// <param name="first">Which address is asked first.</param>
    /// <param name="token">A customer's; by default it calls as an admin.</param>
    public async Task<JsonElement> SendAsync(
        HttpMethod method, string path, object? body = null, string? key = null, int first = 0, string? token = null)
    {
        var start = Stopwatch.GetTimestamp();
        for (var attempt = 0; ; attempt++)
        {
            var address = _addresses[(first + attempt) % _addresses.Count];
            if (await TryAsync(address, method, path, body, key, token) is { } answer)
            {
                Calls.Enqueue(new Call(start, Stopwatch.GetTimestamp()));
                return answer;
            }
            Assert.True(Stopwatch.GetElapsedTime(start) < GiveUpAfter, $"{method} {path} was never answered: {Failures.Last()}");
            await Pausing();
        }
    }

    public async Task<List<JsonElement>> ListAsync(string path)
    {
        var items = new List<JsonElement>();
        string? cursor = null;
        do
        {
            var page = await SendAsync(HttpMethod.Get, cursor is null ? path : $"{path}&cursor={cursor}");
            items.AddRange(page.GetProperty("items").EnumerateArray());
            cursor = page.GetProperty("nextCursor").GetString();
        }
        while (cursor is not null);
        return items;
    }

    public void Dispose() => _http.Dispose();

    private static async Task Pausing()
    {
        using var pause = new PeriodicTimer(Pause);
        await pause.WaitForNextTickAsync();
    }

    private async Task<JsonElement?> TryAsync(
        Uri address, HttpMethod method, string path, object? body, string? key, string? token)
    {
        using var request = new HttpRequestMessage(method, new Uri(address, $"/api/v1/{path}"));
        request.Headers.Authorization = new AuthenticationHeaderValue("Bearer", token ?? SiloProcess.AdminKey);
        if (body is not null)
            request.Content = JsonContent.Create(body);
        if (key is not null)
            request.Headers.Add("Idempotency-Key", key);
        var sent = Stopwatch.GetTimestamp();
        try
        {
            using var response = await _http.SendAsync(request);
            var text = await response.Content.ReadAsStringAsync();
            if (response.IsSuccessStatusCode)
                return JsonDocument.Parse(text.Length == 0 ? "null" : text).RootElement;
            Failures.Enqueue(new Failure(sent, address, response.StatusCode, $"{method} {path}: {text}"));
            Assert.True(
                response.StatusCode is HttpStatusCode.ServiceUnavailable or HttpStatusCode.BadGateway,
                $"{method} {path} was answered {(int)response.StatusCode}: {text}");
        }
        catch (Exception gone) when (gone is HttpRequestException or TaskCanceledException)
        {
            Failures.Enqueue(new Failure(sent, address, null, $"{method} {path}: {gone.Message}"));
        }
        return null;
    }
}

/// <param name="Start">When it was sent first, by <see cref="Stopwatch.GetTimestamp"/>.</param>
internal sealed record Call(long Start, long End)
{
    public TimeSpan Took => Stopwatch.GetElapsedTime(Start, End);
}

/// <param name="Status">Null: no answer at all.</param>
internal sealed record Failure(long Start, Uri Address, HttpStatusCode? Status, string What);
