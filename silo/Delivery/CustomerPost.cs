using RatingGrains.Conversations;
using RatingGrains.Kernel;
using RatingGrains.Ports;
using RatingGrains.Silo.Cluster;
using RatingGrains.Silo.Grains;
using RatingGrains.Threads;

namespace RatingGrains.Silo.Delivery;

/// <summary>Sends to customers through the messenger that serves their channel.</summary>
internal sealed partial class CustomerPost(
    SiloDirectory directory, IEnumerable<IMessenger> messengers, IParkedWriter parked, IGrainFactory grains,
    ILogger<CustomerPost> log)
{
    private static readonly SendResult TooLate = new(null, "The window passed before it could be sent.", Lasting: true);

    private readonly IMessenger[] _messengers = [.. messengers];

    /// <summary>Whether a messenger has to deliver it; otherwise the channel's event stream does.</summary>
    public bool Serves(TellCustomer message) =>
        directory.Find(message.Thread.Channel) is { } channel && MessengerFor(message, channel) is not null;

    /// <summary>Sends once. Where that was the end of it, parks what failed and tells the thread.</summary>
    public async Task<Posted> SendAsync(
        ConversationState state, OutboxEntry entry, TellCustomer message, CancellationToken cancellationToken)
    {
        if (ConversationMachine.IsMoot(state, message))
            return new(null);
        var result = IsTooLate(state, message) ? TooLate : await TrySendAsync(entry.Id, message, cancellationToken);
        var isOver = result.Error is null || result.Lasting || entry.Attempts + 1 >= Outbox.AttemptsMax;
        if (result.Error is { } error && isOver)
            await parked.ParkAsync(entry with { Attempts = entry.Attempts + 1 }, error, cancellationToken);
        if (isOver)
        {
            await grains.Of<IThreadGrain>(message.Thread.Value).RememberAsync(new RememberDelivery(
                message.Conversation, result.Message, message.RequestNumber is not null, result.Error is not null, null));
        }
        return new(result, isOver);
    }

    private static bool IsTooLate(ConversationState state, TellCustomer message) =>
        state.Request is Expired { Asked.Number: var number } && number == message.RequestNumber;

    private IMessenger? MessengerFor(TellCustomer message, ChannelEntry channel)
    {
        foreach (var messenger in _messengers)
        {
            if (messenger.Serves(message.Thread.Connector, channel.Settings))
                return messenger;
        }
        return null;
    }

    private async Task<SendResult> TrySendAsync(EffectId id, TellCustomer message, CancellationToken cancellationToken)
    {
        if (directory.Find(message.Thread.Channel) is not { } channel || MessengerFor(message, channel) is not { } messenger)
            return new SendResult(null, "The channel no longer has this messenger's settings.", Lasting: true);
        try
        {
            return await messenger.SendAsync(channel.Settings, message, id, cancellationToken);
        }
        catch (Exception broken) when (!cancellationToken.IsCancellationRequested)
        {
            Log.MessengerFailed(log, id, broken);
            return new SendResult(null, broken.GetType().Name);
        }
    }

    private static partial class Log
    {
        [LoggerMessage(11, LogLevel.Error, "A messenger failed while sending {Effect}.")]
        public static partial void MessengerFailed(ILogger logger, EffectId effect, Exception broken);
    }
}

/// <summary>What became of a message to a customer.</summary>
/// <param name="Result">Null: it made no sense any more, and was not sent.</param>
/// <param name="IsOver">Delivered, or given up.</param>
internal readonly record struct Posted(SendResult? Result, bool IsOver = true);
