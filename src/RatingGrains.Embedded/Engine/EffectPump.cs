using System.Collections.Concurrent;
using RatingGrains.Conversations;
using RatingGrains.Kernel;
using RatingGrains.Ports;

namespace RatingGrains.Embedded.Engine;

/// <summary>Sends effects that leave the process, beside the turns: a slow messenger holds up nobody. What became of an
/// effect comes back as work for the writer.</summary>
internal sealed partial class EffectPump(
    EmbeddedDirectory directory, IReadOnlyList<IMessenger> messengers, ILogger<EffectPump> log)
{
    /// <summary>Conversations that are sent to at one time.</summary>
    private const int InFlightMax = 256;

    private static readonly SendResult TooLate = new(null, "The window passed before it could be sent.", Lasting: true);

    private readonly ConcurrentDictionary<string, byte> _sending = new(StringComparer.Ordinal);
    private readonly CancellationTokenSource _stop = new();
    private Func<EffectId, SendResult, TellCustomer, Task>? _settle;
    private bool _skipped;

    public int InFlight => _sending.Count;

    public bool HasRoom => _sending.Count < InFlightMax;

    public bool IsSending(string conversation) => _sending.ContainsKey(conversation);

    /// <param name="settle">Takes what became of an effect, durably.</param>
    public void Connect(Func<EffectId, SendResult, TellCustomer, Task> settle) => _settle = settle;

    /// <summary>Begins to send what is due; where too much is under way, the alarm comes back to it.</summary>
    public void Start(Snapshot<ConversationState> snapshot, DateTimeOffset now)
    {
        if (_stop.IsCancellationRequested)
            return;
        if (!HasRoom)
        {
            _skipped = true;
            return;
        }
        foreach (var entry in Outbox.Heads(snapshot.Outbox))
        {
            if (entry.DueAt > now || entry.Effect is not TellCustomer message || !_sending.TryAdd(entry.Id.Key, 0))
                continue;
            var tooLate = snapshot.State.Request is Expired { Asked.Number: var number } && number == message.RequestNumber;
            _ = Task.Run(() => SendAsync(entry.Id, message, tooLate));
        }
    }

    /// <summary>What became of the conversation's effect is kept: its next one may leave.</summary>
    public void Release(string conversation) => _sending.TryRemove(conversation, out _);

    /// <summary>Whether something due was passed over for want of room, and there is room now.</summary>
    public bool TakeSkipped()
    {
        if (!_skipped || !HasRoom)
            return false;
        _skipped = false;
        return true;
    }

    public void Stop() => _stop.Cancel();

    private async Task SendAsync(EffectId id, TellCustomer message, bool tooLate)
    {
        try
        {
            var result = tooLate ? TooLate : await TrySendAsync(id, message);
            if (!_stop.IsCancellationRequested)
                await _settle!(id, result, message);
        }
        catch (Exception broken)
        {
            // The entry is in the outbox still, and is sent again when the alarm comes back to it.
            Log.NotSettled(log, id, broken);
            Release(id.Key);
        }
    }

    private async Task<SendResult> TrySendAsync(EffectId id, TellCustomer message)
    {
        if (directory.Find(message.Thread.Channel) is not { } channel)
            return new SendResult(null, "The channel is gone.", Lasting: true);
        var messenger = messengers.FirstOrDefault(messenger => messenger.Serves(message.Thread.Connector, channel.Settings));
        if (messenger is null)
            return new SendResult(null, "The channel no longer has this messenger's settings.", Lasting: true);
        try
        {
            return await messenger.SendAsync(channel.Settings, message, id, _stop.Token);
        }
        catch (Exception broken) when (!_stop.IsCancellationRequested)
        {
            Log.MessengerFailed(log, id, broken);
            return new SendResult(null, broken.GetType().Name);
        }
    }

    private static partial class Log
    {
        [LoggerMessage(4, LogLevel.Warning, "What became of {Effect} could not be kept; it will be sent again.")]
        public static partial void NotSettled(ILogger logger, EffectId effect, Exception broken);

        [LoggerMessage(5, LogLevel.Error, "A messenger failed while sending {Effect}.")]
        public static partial void MessengerFailed(ILogger logger, EffectId effect, Exception broken);
    }
}
