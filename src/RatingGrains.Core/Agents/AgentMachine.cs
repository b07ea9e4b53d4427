using System.Collections.Immutable;
using RatingGrains.Kernel;

namespace RatingGrains.Agents;

/// <summary>An agent: who it is, and the numbered sequence of what it is told.</summary>
/// <param name="Sequence">The number of the last thing told; an event stream resumes after it.</param>
/// <param name="ReadUpTo">Everything up to this number has been read.</param>
public sealed record AgentState(AgentProfile? Profile, long Sequence, long ReadUpTo);

public sealed record AgentProfile(string Name, TeamId? Team);

public abstract record AgentCommand;

public sealed record RegisterAgent(AgentId Id, AgentProfile Profile) : AgentCommand;

/// <summary>Many at once: a busy agent takes a whole batch in one turn and one write.</summary>
public sealed record Tell(AgentId Id, ImmutableArray<AgentItem> Items) : AgentCommand;

public sealed record MarkRead(AgentId Id, long UpTo) : AgentCommand;

public abstract record AgentEvent;

public sealed record AgentRegistered(AgentId Id, AgentProfile Profile) : AgentEvent;

public sealed record AgentTold(AgentId Id, long FirstSequence, ImmutableArray<AgentItem> Items) : AgentEvent;

public sealed record AgentRead(AgentId Id, long UpTo, DateTimeOffset At) : AgentEvent;

public sealed class AgentMachine : IStateMachine<AgentState, AgentCommand, AgentEvent>
{
    public static string Name => "agent";

    public static AgentState Initial { get; } = new(null, 0, 0);

    public static Decision<AgentEvent> Decide(AgentState state, AgentCommand command, DateTimeOffset now) => command switch
    {
        RegisterAgent c when c.Profile == state.Profile => Decision<AgentEvent>.Unchanged,
        RegisterAgent c => Decision<AgentEvent>.Accept(new AgentRegistered(c.Id, c.Profile)),
        Tell { Items.IsEmpty: true } => Decision<AgentEvent>.Unchanged,
        Tell c => Decision<AgentEvent>.Accept(new AgentTold(c.Id, state.Sequence + 1, c.Items)),
        MarkRead c when Math.Min(c.UpTo, state.Sequence) <= state.ReadUpTo => Decision<AgentEvent>.Unchanged,
        MarkRead c => Decision<AgentEvent>.Accept(new AgentRead(c.Id, Math.Min(c.UpTo, state.Sequence), now)),
        _ => throw new System.Diagnostics.UnreachableException(),
    };

    public static AgentState Evolve(AgentState state, AgentEvent happened) => happened switch
    {
        AgentRegistered e => state with { Profile = e.Profile },
        AgentTold e => state with { Sequence = e.FirstSequence + e.Items.Length - 1 },
        AgentRead e => state with { ReadUpTo = e.UpTo },
        _ => throw new System.Diagnostics.UnreachableException(),
    };

    public static void React(
        AgentState before, AgentState after, ImmutableArray<AgentEvent> events, long version, List<Effect> effects)
    {
        foreach (var happened in events)
        {
            effects.Add(happened switch
            {
                AgentRegistered e => new ShowAgent(e.Id, e.Profile),
                AgentTold e => new ShowAgentItems(e.Id, e.FirstSequence, e.Items),
                AgentRead e => new ShowAgentRead(e.Id, e.UpTo, e.At),
                _ => throw new System.Diagnostics.UnreachableException(),
            });
        }
    }

    public static DateTimeOffset? Deadline(AgentState state) => null;

    public static int Outcome(AgentCommand command, ImmutableArray<AgentEvent> events) => 0;
}
