using RatingGrains.Agents;
using RatingGrains.Threads;

namespace RatingGrains.Conversations;

/// <summary>What happened in a conversation.</summary>
public abstract record ConversationEvent;

public sealed record Opened(
    ConversationId Id, long Number, ThreadId Thread, MessageId By, string? CustomerName, DateTimeOffset? CannotSendUntil,
    DateTimeOffset At) : ConversationEvent;

/// <param name="Waits">Whether it is now the agent's turn: a digit after the rating was given changes nothing.</param>
public sealed record MessageReceived(string Text, string? CustomerName, bool Waits, DateTimeOffset At) : ConversationEvent;

public sealed record AgentAccepted(AgentId Agent, TeamId? Team, DateTimeOffset At) : ConversationEvent;

/// <param name="Said">The customer has got it already.</param>
public sealed record AgentAnswered(
    AgentId Agent, string Text, DateTimeOffset? SilentAt, DateTimeOffset At, bool Said = false) : ConversationEvent;

public sealed record Transferred(AgentId? From, AgentId To, TeamId? Team, DateTimeOffset At) : ConversationEvent;

public sealed record Released(AgentId From, DateTimeOffset At) : ConversationEvent;

/// <param name="By">Null: by silence.</param>
public sealed record Finished(string? By, Attribution Attribution, DateTimeOffset At) : ConversationEvent;

public sealed record ClosingBegan(DateTimeOffset ClosesAt) : ConversationEvent;

public sealed record CloseDelayed(DateTimeOffset ClosesAt) : ConversationEvent;

public sealed record Resumed(DateTimeOffset At) : ConversationEvent;

public sealed record ConversationClosed(DateTimeOffset At) : ConversationEvent;

public sealed record MarkedAsSpam(string By, DateTimeOffset At) : ConversationEvent;

public sealed record RatingRequested(Asked Asked) : ConversationEvent;

public sealed record RatingNotRequested(RequestReason Reason, DateTimeOffset At) : ConversationEvent;

public sealed record RequestWithdrawn(RequestReason Reason, DateTimeOffset At) : ConversationEvent;

/// <param name="At">The deadline, whenever somebody noticed.</param>
public sealed record RequestExpired(DateTimeOffset At) : ConversationEvent;

public sealed record RequestUndelivered(string Error, DateTimeOffset At) : ConversationEvent;

/// <summary>A request that was given up reached the customer after all; its window begins now.</summary>
public sealed record RequestDelivered(DateTimeOffset? Deadline, DateTimeOffset At) : ConversationEvent;

public sealed record SendingBlocked(DateTimeOffset? Until) : ConversationEvent;

/// <summary>The customer wrote, so the messenger takes what we write until then.</summary>
public sealed record SendingAllowed(DateTimeOffset Until) : ConversationEvent;

/// <param name="Thanks">What to say; empty says nothing.</param>
/// <param name="TellAgent">False where the channel hides ratings from agents.</param>
public sealed record CustomerRated(
    RatingValue Value, string? Comment, Attribution Attribution, string Thanks, bool TellAgent, DateTimeOffset At) : ConversationEvent;

public sealed record CustomerRatingChanged(
    RatingValue Value, string? Comment, string Thanks, bool TellAgent, DateTimeOffset At) : ConversationEvent;

public sealed record RatingPostponed(DateTimeOffset At) : ConversationEvent;

/// <param name="Reply">What to tell the customer; empty says nothing.</param>
public sealed record RatingCameLate(RatingValue? Value, string? Comment, string Reply, DateTimeOffset At) : ConversationEvent;

public sealed record RatingRefused(RatingValue? Value, string? Comment, DateTimeOffset At) : ConversationEvent;

public sealed record SupervisorRated(
    int? Stars, string? Comment, string By, Attribution Attribution, DateTimeOffset At) : ConversationEvent;
