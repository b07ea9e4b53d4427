using System.Collections.Concurrent;
using System.Security.Cryptography;
using RatingGrains.Kernel;
using RatingGrains.Ports;
using RatingGrains.Threads;

namespace RatingGrains.Connectors.Sending;

/// <summary>A part of a text that is too long for one message.</summary>
/// <param name="Place">From 0.</param>
/// <param name="IsLast">Buttons belong under the last part.</param>
internal readonly record struct TextPart(string Text, int Place, bool IsLast);

/// <summary>Sends one part of a message.</summary>
/// <param name="token">The account's, opened.</param>
internal delegate ValueTask<ApiAnswer> SendPart(string token, TextPart part, CancellationToken cancellationToken);

/// <summary>What all messengers have in common in sending a message: a sealed token, parts where a text is too long for one
/// message, the account's pace, and what an answer means for the outbox.</summary>
internal sealed class PartedSending(ISecretBox secrets, TimeProvider clock, double messagesPerSecond)
{
    private const int HalfSentMax = 10_000;

    /// <summary>Whoever asks to wait longer is asked again after this.</summary>
    private static readonly TimeSpan LongestPause = TimeSpan.FromDays(1);

    /// <summary>Parts of long texts that have arrived, so that a try after a limit goes on and does not begin again. In
    /// memory: after a crash a customer may read a part twice.</summary>
    private readonly ConcurrentDictionary<EffectId, int> _halfSent = [];

    private readonly Pace _pace = new(messagesPerSecond, clock);

    /// <param name="id">What is sent; a repeat of it goes on where it stopped.</param>
    public async Task<SendResult> SendAsync(
        EffectId id, string sealedToken, IReadOnlyList<string> parts, SendPart send, CancellationToken cancellationToken)
    {
        if (parts.Count == 0)
            return new SendResult(null, "There is nothing to send", Lasting: true);
        string token;
        try
        {
            token = secrets.Open(sealedToken);
        }
        catch (CryptographicException)
        {
            return new SendResult(null, "The messenger's token cannot be unsealed: set it again");
        }

        var account = Fingerprint.Of(token);
        string? name = null;
        _halfSent.TryRemove(id, out var first);
        for (var i = first; i < parts.Count; i++)
        {
            if (await _pace.WaitAsync(account, id, cancellationToken) is { } place)
            {
                Keep(id, i);
                return new SendResult(null, "The account sends as much as its messenger takes", NotBefore: place);
            }
            var answer = await send(token, new TextPart(parts[i], i, IsLast: i == parts.Count - 1), cancellationToken);
            if (answer.Error is not null)
            {
                Keep(id, i);
                return Failed(answer, account);
            }
            name = answer.MessageId;
        }
        return new SendResult(ForeignIds.Message(name));
    }

    private void Keep(EffectId id, int sent)
    {
        if (sent > 0 && _halfSent.Count < HalfSentMax)
            _halfSent[id] = sent;
    }

    private SendResult Failed(ApiAnswer answer, long account)
    {
        var pause = answer.RetryAfter > LongestPause ? LongestPause : answer.RetryAfter;
        if (answer.StopsAccount && pause is { } stop)
            _pace.Stop(account, stop);
        return new SendResult(null, answer.Error, answer.Lasting, NotBefore: clock.GetUtcNow() + pause);
    }
}
