using System.Collections.Immutable;
using System.Diagnostics;
using RatingGrains.Ports;

namespace RatingGrains.Api.Keys;

/// <summary>How far somebody may go.</summary>
internal enum Reach
{
    /// <summary>Not at all.</summary>
    No,

    /// <summary>What is theirs: an agent's own list, a customer's own conversation, a visitor's own thread.</summary>
    Own,

    /// <summary>Conversations that the agent holds.</summary>
    Holder,

    /// <summary>Conversations that the agent holds, and unassigned ones of channels that list it.</summary>
    HolderOrFree,

    /// <summary>Conversations that the agent takes or took part in.</summary>
    TookPart,

    /// <summary>Conversations that the agent took part in, and unassigned ones of channels that list it.</summary>
    Seen,

    /// <summary>Conversations of channels that list the agent: whether they are free the engine says.</summary>
    Listed,

    /// <summary>The channels that the key names.</summary>
    Channels,

    /// <summary>The team's; everybody's where the key has no team.</summary>
    Team,

    Any,
}

/// <summary>Who may do one thing, a row of the table. Every route names one; what is not named is denied.</summary>
internal sealed class Right(string name)
{
    public Reach Admin { get; init; }
    public Reach Supervisor { get; init; }
    public Reach Agent { get; init; }
    public Reach Connector { get; init; }
    public Reach Viewer { get; init; }
    public Reach Customer { get; init; }
    public Reach Visitor { get; init; }

    /// <summary>Without a key too.</summary>
    public bool Anybody { get; init; }

    /// <summary>Neither a key is looked at nor a request counted.</summary>
    public bool Unguarded { get; init; }

    /// <summary>The grant of a key that takes the role's place.</summary>
    public Func<ApiRights, ApiScope?>? Granted { get; init; }

    public override string ToString() => name;

    /// <summary>Rights that bring this one with them, as far as they reach.</summary>
    public ImmutableArray<Right> ComesWith { get; init; } = [];

    /// <summary>Whether there is anything at all that the caller may do this to.</summary>
    public bool IsOpenTo(Caller caller)
    {
        if (Of(caller) != Reach.No)
            return true;
        foreach (var other in ComesWith)
        {
            if (other.Of(caller) != Reach.No)
                return true;
        }
        return false;
    }

    public Reach Of(Caller caller) => caller switch
    {
        KeyCaller { Key.Rights: { } rights } when Granted?.Invoke(rights) is { } scope => Of(scope),
        KeyCaller holder => Of(holder.Role),
        CustomerCaller => Customer,
        VisitorCaller => Visitor,
        _ => Reach.No,
    };

    public Reach Of(ApiRole role) => role switch
    {
        ApiRole.Admin => Admin,
        ApiRole.Supervisor => Supervisor,
        ApiRole.Agent => Agent,
        ApiRole.Connector => Connector,
        ApiRole.Viewer => Viewer,
        _ => throw new UnreachableException(),
    };

    private static Reach Of(ApiScope scope) => scope switch
    {
        ApiScope.None => Reach.No,
        ApiScope.Own => Reach.TookPart,
        ApiScope.Team => Reach.Team,
        ApiScope.Any => Reach.Any,
        _ => throw new UnreachableException(),
    };
}
