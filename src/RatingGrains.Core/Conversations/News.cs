using RatingGrains.Agents;
using RatingGrains.Kernel;
using RatingGrains.Threads;

namespace RatingGrains.Conversations;

/// <summary>Systems that others run are to be told, those that asked for it.</summary>
public sealed record Announce(News News) : Effect;

/// <summary>What happened in a conversation, with how the conversation stood after it. Says all that is told, because it
/// is told later, and by then the conversation may have changed.</summary>
/// <param name="At">When it happened; a deadline where a deadline passed.</param>
/// <param name="Agent">Who held the conversation then.</param>
/// <param name="Team">The holder's team.</param>
/// <param name="Version">The version of the conversation that it made.</param>
/// <param name="Attribution">To whom it belongs, frozen.</param>
/// <param name="By">Who did it: an agent, a supervisor, or <c>system</c>.</param>
/// <param name="FormerValue">What a changed rating was before.</param>
/// <param name="FormerStars">What a changed review was before.</param>
/// <param name="Deadline">Until when a rating is taken.</param>
/// <param name="Message">What was said, where that is the news.</param>
public sealed record News(
    NewsKind Kind,
    DateTimeOffset At,
    ConversationId Conversation,
    long Number,
    ThreadId Thread,
    ConversationStatus Status,
    AgentId? Agent,
    TeamId? Team,
    long Version,
    Attribution? Attribution = null,
    string? By = null,
    RatingValue? Value = null,
    RatingValue? FormerValue = null,
    int? Stars = null,
    int? FormerStars = null,
    string? Comment = null,
    RequestReason? Reason = null,
    DateTimeOffset? Deadline = null,
    LoggedMessage? Message = null);

public enum NewsKind
{
    ConversationOpened,
    ConversationFinished,
    ConversationClosed,
    RatingRequested,
    RatingNotRequested,
    RatingSubmitted,
    RatingChanged,
    RatingLate,
    RatingExpired,
    SupervisorRatingSubmitted,
    SupervisorRatingChanged,

    /// <summary>Somebody said something: the customer, an agent, or the system.</summary>
    MessageAdded,

    /// <summary>Something is to be shown to the customer, by a connector that reads it from us.</summary>
    MessageSent,
}
