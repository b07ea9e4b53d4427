using Microsoft.Extensions.DependencyInjection;
using RatingGrains.Channels;
using RatingGrains.Conversations;
using RatingGrains.Ports;

namespace RatingGrains.Api.Host;

/// <summary>What connectors are told to send.</summary>
internal static class CustomerEvents
{
    private static readonly TimeSpan Limit = TimeSpan.FromSeconds(20);

    /// <summary>The number under which the conversation's request for a rating went out.</summary>
    public static async Task<long> RequestAsync(ApiHost host, string channel, string conversation)
    {
        var reads = host.Services.GetRequiredService<IReadSide>();
        using var limit = new CancellationTokenSource(Limit);
        await foreach (var sent in reads.FollowAsync(new ChannelId(channel), null, after: 0, limit.Token))
        {
            if (sent.Kind == CustomerEventKind.RatingRequest && sent.Conversation.Value == conversation)
                return sent.Sequence;
        }
        throw new InvalidOperationException("The stream ended before the request came.");
    }
}
