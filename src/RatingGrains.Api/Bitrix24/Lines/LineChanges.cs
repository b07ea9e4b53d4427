using RatingGrains.Api.Bitrix24.Answers;
using RatingGrains.Channels;
using RatingGrains.Kernel;
using RatingGrains.Ports;

namespace RatingGrains.Api.Bitrix24.Lines;

/// <summary>Changes a part of a channel's settings. Nothing that somebody else changes meanwhile is lost: then they are
/// read and changed again.</summary>
internal sealed class LineChanges(IRatingEngine engine, IDirectory directory, TimeProvider clock)
{
    private const int AttemptsMax = 5;

    private static readonly TimeSpan BetweenAttempts = TimeSpan.FromMilliseconds(250);

    /// <returns>Whether there is such a line; or why it was not changed.</returns>
    public async Task<RestReply> ApplyAsync(
        ChannelId id, Func<ChannelSettings, (ChannelSettings Settings, RestError? Error)> change,
        CancellationToken cancellationToken)
    {
        for (var attempt = 0; attempt < AttemptsMax; attempt++)
        {
            if (directory.Find(id) is not { } channel || IsDeleted(channel))
                return RestReply.False;
            var (settings, error) = change(channel.Settings);
            if (error is not null)
                return error;
            var reply = await engine.ConfigureAsync(id, settings, channel.Version, cancellationToken);
            if (reply.Refusal is not Rejection.PreconditionFailed)
                return RestReply.True;
            // Another silo's change is known here a moment later.
            await Task.Delay(BetweenAttempts, clock, cancellationToken);
        }
        return RestError.Overload;
    }

    /// <summary>Somebody who makes the channel active again by the other API has it back here too.</summary>
    public static bool IsDeleted(ChannelEntry channel) => channel.Settings is { Active: false, Bitrix24.Deleted: true };
}
