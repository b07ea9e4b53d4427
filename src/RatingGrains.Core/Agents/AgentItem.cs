using System.Collections.Immutable;
using RatingGrains.Conversations;
using RatingGrains.Kernel;

namespace RatingGrains.Agents;

/// <summary>One thing an agent is told. Per conversation and kind there is one; the newest version takes the place
/// of an older one, so a repeat or a late delivery changes nothing.</summary>
/// <param name="Version">The conversation's version that this tells of.</param>
/// <param name="Value">The customer's rating, for that kind.</param>
/// <param name="Stars">1–5, for the supervisor's rating.</param>
/// <param name="By">Who rated; for a conversation's change nobody.</param>
public sealed record AgentItem(
    AgentItemKind Kind,
    ConversationId Conversation,
    long Number,
    long Version,
    DateTimeOffset At,
    RatingValue? Value = null,
    int? Stars = null,
    string? Comment = null,
    string? By = null,
    ConversationStatus? Status = null);

public enum AgentItemKind
{
    /// <summary>A conversation of the agent changed; for the live stream only.</summary>
    Conversation = 0,
    CustomerRating = 1,
    SupervisorRating = 2,
}

/// <summary>Effect to the agent: take this into your sequence.</summary>
public sealed record TellAgent(AgentId Agent, AgentItem Item) : Effect;

/// <summary>The directory of agents is to show this profile.</summary>
public sealed record ShowAgent(AgentId Agent, AgentProfile Profile) : Effect;

/// <summary>Lists and streams are to show these items, numbered from <paramref name="FirstSequence"/>.</summary>
public sealed record ShowAgentItems(AgentId Agent, long FirstSequence, ImmutableArray<AgentItem> Items) : Effect;

/// <summary>Items up to this number are read.</summary>
public sealed record ShowAgentRead(AgentId Agent, long UpTo, DateTimeOffset At) : Effect;
