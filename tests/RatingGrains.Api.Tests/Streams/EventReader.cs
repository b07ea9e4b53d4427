using System.Net;
using System.Net.ServerSentEvents;
using System.Text.Json;
using RatingGrains.Api.Host;

namespace RatingGrains.Api.Streams;

/// <summary>Listens to a stream of events, each wait with a limit.</summary>
internal sealed class EventReader : IAsyncDisposable
{
    private static readonly TimeSpan Limit = TimeSpan.FromSeconds(20);

    private readonly HttpResponseMessage _response;
    private readonly IAsyncEnumerator<SseItem<JsonElement>> _events;

    private EventReader(HttpResponseMessage response, Stream stream)
    {
        _response = response;
        _events = SseParser.Create(stream, (_, data) => JsonDocument.Parse(data.ToArray()).RootElement)
            .EnumerateAsync().GetAsyncEnumerator();
    }

    public static async Task<EventReader> OpenAsync(ApiClient client, string path, string? lastEventId = null)
    {
        var response = await client.OpenAsync(path, lastEventId is null ? [] : [("Last-Event-ID", lastEventId)])
            .WaitAsync(Limit);
        Assert.Equal(HttpStatusCode.OK, response.StatusCode);
        Assert.Equal("text/event-stream", response.Content.Headers.ContentType?.MediaType);
        return new EventReader(response, await response.Content.ReadAsStreamAsync());
    }

    public async Task<SseItem<JsonElement>> NextAsync()
    {
        Assert.True(await _events.MoveNextAsync().AsTask().WaitAsync(Limit), "The stream ended.");
        return _events.Current;
    }

    public async Task EndsAsync() => Assert.False(await AnyMoreAsync(), "Another event came.");

    public Task<bool> AnyMoreAsync() => _events.MoveNextAsync().AsTask().WaitAsync(Limit);

    public ValueTask DisposeAsync()
    {
        _response.Dispose();
        return ValueTask.CompletedTask;
    }
}
