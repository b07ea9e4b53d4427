using System.Collections.Immutable;
using RatingGrains.Kernel;

namespace RatingGrains.Channels;

/// <summary>An open channel: its settings, replaced as a whole, each time under a new version.</summary>
public sealed record ChannelState(ChannelSettings? Settings);

/// <param name="ExpectedVersion">The version that was read; another one in the meantime refuses the change.</param>
public sealed record ConfigureChannel(ChannelId Id, ChannelSettings Settings, long? ExpectedVersion, long CurrentVersion);

public sealed record ChannelConfigured(ChannelId Id, ChannelSettings Settings, DateTimeOffset At);

/// <summary>The directory of channels is to show these settings.</summary>
public sealed record ShowChannel(ChannelId Id, ChannelSettings Settings) : Effect;

public sealed class ChannelMachine : IStateMachine<ChannelState, ConfigureChannel, ChannelConfigured>
{
    public static string Name => "channel";

    public static ChannelState Initial { get; } = new((ChannelSettings?)null);

    public static Decision<ChannelConfigured> Decide(ChannelState state, ConfigureChannel command, DateTimeOffset now) =>
        command.ExpectedVersion is { } expected && expected != command.CurrentVersion
            ? Decision<ChannelConfigured>.Reject(Rejection.PreconditionFailed)
            : Decision<ChannelConfigured>.Accept(new ChannelConfigured(command.Id, command.Settings, now));

    public static ChannelState Evolve(ChannelState state, ChannelConfigured happened) => new(happened.Settings);

    public static void React(
        ChannelState before, ChannelState after, ImmutableArray<ChannelConfigured> events, long version, List<Effect> effects)
    {
        foreach (var happened in events)
            effects.Add(new ShowChannel(happened.Id, happened.Settings));
    }

    public static DateTimeOffset? Deadline(ChannelState state) => null;

    public static int Outcome(ConfigureChannel command, ImmutableArray<ChannelConfigured> events) => 0;
}
