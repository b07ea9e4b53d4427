using System.Collections.Concurrent;
using RatingGrains.Channels;
using RatingGrains.Conversations;
using RatingGrains.Kernel;
using RatingGrains.Ports;
using RatingGrains.Threads;

namespace RatingGrains.Contract;

/// <summary>A messenger that serves the connector "pigeon" and answers as the test says.</summary>
public sealed class StandInMessenger : IMessenger
{
    public static readonly ConnectorId Pigeon = new("pigeon");

    private int _sent;

    public ConcurrentQueue<(EffectId Id, TellCustomer Message)> Sent { get; } = new();

    /// <summary>What comes of the next sendings; by default each is delivered.</summary>
    public Func<TellCustomer, SendResult>? Answer { get; set; }

    public bool Serves(ConnectorId connector, ChannelSettings settings) => connector == Pigeon;

    public Task<SendResult> SendAsync(
        ChannelSettings settings, TellCustomer message, EffectId id, CancellationToken cancellationToken)
    {
        var result = Answer?.Invoke(message)
            ?? new SendResult(MessageId.Parse($"pigeon-{Interlocked.Increment(ref _sent)}"));
        Sent.Enqueue((id, message));
        return Task.FromResult(result);
    }
}
