using System.Globalization;
using System.Net.ServerSentEvents;
using System.Runtime.CompilerServices;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.Extensions.Hosting;
using RatingGrains.Api.Keys;
using RatingGrains.Api.Operations;

namespace RatingGrains.Api.Streams;

/// <summary>Keeps a stream of events alive for as long as its key is, its reader stays and the host runs.</summary>
internal sealed class LiveStream(Bearer bearer, IHostApplicationLifetime host, RatingMetrics metrics)
{
    /// <summary>How long a deleted or expired key may go on to listen.</summary>
    private static readonly TimeSpan CheckPeriod = TimeSpan.FromSeconds(1);

    /// <summary>Proxies close what is silent, most of them after a minute.</summary>
    private const int ChecksPerHeartbeat = 15;

    /// <summary>A comment, which readers of events pass over.</summary>
    private static ReadOnlyMemory<byte> Heartbeat { get; } = ":\n\n"u8.ToArray();

    public static SseItem<TView> Event<TView>(long id, TView view, string? type = null) =>
        new(view, type) { EventId = id.ToString(CultureInfo.InvariantCulture) };

    /// <param name="follow">What to follow, until it is cancelled.</param>
    /// <param name="show">How one of it is shown.</param>
    public ServerSentEventsResult<TView> Show<TSource, TView>(
        HttpContext context, Func<CancellationToken, IAsyncEnumerable<TSource>> follow,
        Func<TSource, SseItem<TView>> show)
    {
        // nginx gathers answers into pages unless it is told not to.
        context.Response.Headers["X-Accel-Buffering"] = "no";
        return TypedResults.ServerSentEvents(FollowAsync(context, follow, show, context.RequestAborted));
    }

    private async IAsyncEnumerable<SseItem<TView>> FollowAsync<TSource, TView>(
        HttpContext context, Func<CancellationToken, IAsyncEnumerable<TSource>> follow,
        Func<TSource, SseItem<TView>> show, [EnumeratorCancellation] CancellationToken cancellationToken)
    {
        using var end = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken, host.ApplicationStopping);
        await using var source = follow(end.Token).GetAsyncEnumerator(end.Token);
        var next = Quietly(source);
        metrics.StreamOpened();
        try
        {
            // Before anything happens the reader learns that it is connected.
            await BeatAsync(context);
            using var timer = new PeriodicTimer(CheckPeriod);
            var check = timer.WaitForNextTickAsync(end.Token).AsTask();
            for (var checks = 1; ;)
            {
                await Task.WhenAny(check, next);
                if (check.IsCompleted)
                {
                    if (check.IsCanceled || !bearer.StillHolds(context))
                        yield break;
                    if (checks++ % ChecksPerHeartbeat == 0)
                        await BeatAsync(context);
                    check = timer.WaitForNextTickAsync(end.Token).AsTask();
                }
                if (!next.IsCompleted)
                    continue;
                if (!await next)
                    yield break;
                yield return show(source.Current);
                next = Quietly(source);
            }
        }
        finally
        {
            metrics.StreamClosed();
            // A source is not left while it is asked for the next one.
            await end.CancelAsync();
            await next;
        }
    }

    private static async Task<bool> Quietly<T>(IAsyncEnumerator<T> source)
    {
        try
        {
            return await source.MoveNextAsync();
        }
        catch (OperationCanceledException)
        {
            return false;
        }
    }

    /// <summary>Comments are written past the events' formatter, which waits for the next event meanwhile.</summary>
    private static async Task BeatAsync(HttpContext context)
    {
        await context.Response.Body.WriteAsync(Heartbeat, context.RequestAborted);
        await context.Response.Body.FlushAsync(context.RequestAborted);
    }
}
