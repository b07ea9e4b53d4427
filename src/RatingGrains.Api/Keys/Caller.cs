using System.Reflection;
using RatingGrains.Agents;
using RatingGrains.Conversations;
using RatingGrains.Ports;
using RatingGrains.Threads;

namespace RatingGrains.Api.Keys;

/// <summary>Who sends a request, as its bearer token proves it.</summary>
internal abstract record Caller
{
    public static readonly Caller Unknown = new UnknownCaller();

    /// <summary>Whose idempotency keys and requests are counted together.</summary>
    public abstract string Id { get; }

    /// <summary>Spreads callers over the counters of their requests.</summary>
    public virtual int GetBudgetHash() => Id.GetHashCode();

    public static ValueTask<Caller?> BindAsync(HttpContext context, ParameterInfo parameter) => new(Of(context));

    /// <summary>Set by the gate before any handler runs.</summary>
    public static Caller Of(HttpContext context) => context.Features.Get<Caller>() ?? Unknown;
}

internal sealed record UnknownCaller : Caller
{
    public override string Id => "";
}

internal record KeyCaller(ApiKey Key) : Caller
{
    public override string Id => Key.Id;

    public ApiRole Role => Key.Role;

    /// <summary>The agent whose key it is; null for every other role.</summary>
    public AgentId? Agent { get; } =
        Key.Role == ApiRole.Agent && AgentId.TryParse(Key.Subject, out var agent) ? agent : null;

    /// <summary>The key's own team, or else its agent's.</summary>
    public TeamId? TeamIn(ITeams teams) =>
        TeamId.TryParse(Key.Team, out var team) ? team : Agent is { } agent ? teams.TeamOf(agent) : null;
}

/// <summary>Somebody whom the sign-in provider vouches for, as if by a key that runs out with its token.</summary>
internal sealed record PersonCaller(ApiKey Key) : KeyCaller(Key);

/// <summary>The customer of one conversation.</summary>
/// <param name="GivenBy">The agent whose key made the token, and who may have kept it; null for every other.</param>
internal sealed record CustomerCaller(ConversationId Conversation, AgentId? GivenBy) : Caller
{
    public override string Id => $"customer:{Conversation}";

    public override int GetBudgetHash() => Conversation.Value.GetHashCode();
}

/// <summary>A visitor of a web page, with one thread of their own.</summary>
/// <param name="Name">As the page gave it, for the agents.</param>
internal sealed record VisitorCaller(ThreadId Thread, string? Name) : Caller
{
    public override string Id => $"visitor:{Thread}";

    public override int GetBudgetHash() => Thread.Value.GetHashCode();
}
