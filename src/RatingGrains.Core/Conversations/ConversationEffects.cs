using RatingGrains.Agents;
using RatingGrains.Kernel;
using RatingGrains.Threads;

namespace RatingGrains.Conversations;

/// <summary>Lists and figures are to show this conversation as it is now; the newest version wins.</summary>
public sealed record ShowConversation(ConversationId Conversation) : Effect;

/// <summary>The message log is to keep this; a message is known by its conversation and ordinal.</summary>
public sealed record LogMessage(ConversationId Conversation, LoggedMessage Message) : Effect;

/// <param name="Ordinal">Counts the messages of the conversation, from 1.</param>
/// <param name="IsRating">Whether the line is a customer's rating or answers one: it says what the rating was, so it is
/// not for those from whom ratings are hidden.</param>
public sealed record LoggedMessage(
    int Ordinal, MessageSource From, AgentId? Agent, string Text, DateTimeOffset At, bool IsRating = false);

public enum MessageSource
{
    Customer,
    Agent,
    System,
}

/// <summary>The rating history is to keep this.</summary>
public sealed record RecordHistory(ConversationId Conversation, HistoryEntry Entry) : Effect;

/// <param name="By">The customer's id, the supervisor, who finished, or <c>system</c>.</param>
public sealed record HistoryEntry(
    DateTimeOffset At,
    string By,
    HistoryKind Kind,
    HistoryWhat What,
    RatingValue? Value = null,
    int? Stars = null,
    string? Comment = null,
    RequestReason? Reason = null);

public enum HistoryKind
{
    Customer,
    Supervisor,
    Request,
}

public enum HistoryWhat
{
    Given,
    Changed,
    Late,
    Refused,
    Sent,
    NotSent,
    Withdrawn,
    Expired,
    Later,
}

/// <summary>The customer is to be told, by the channel's messenger or, without one, by its event stream.</summary>
/// <param name="RequestNumber">Which request for a rating this is, so that what became of it finds its way back.</param>
/// <param name="Message">The ordinal of the logged message that says the same; 0 where there is none.</param>
/// <param name="Agent">Who wrote it; null where nobody did.</param>
public sealed record TellCustomer(
    CustomerEventKind Kind, ConversationId Conversation, ThreadId Thread, string Text, int? RequestNumber,
    int Message = 0, AgentId? Agent = null) : Effect;

public enum CustomerEventKind
{
    RatingRequest,
    Thanks,
    TooLate,
    Answer,
}
