using RatingGrains.Agents;
using RatingGrains.Conversations;

namespace RatingGrains.Embedded.Demo;

/// <summary>How a conversation of the demo goes.</summary>
internal enum Course
{
    Unassigned,
    StillOpen,
    Spam,
    Unanswered,
    Rated,
    RatedDuring,
    RatedLater,
    LeftForLater,
    ChangedMind,
    WroteOn,
    TooLate,
}

/// <param name="PassedTo">The agent that it is transferred to.</param>
/// <param name="Value">What the customer thinks of it, told or not.</param>
/// <param name="Comment">What the customer writes beside the rating.</param>
/// <param name="CustomerNumber">The number of the customer's first conversation.</param>
/// <param name="Again">The same customer comes back with another enquiry.</param>
internal sealed record PlannedConversation(
    int Number,
    int CustomerNumber,
    Course Course,
    DemoChannel Channel,
    string Customer,
    DemoTalk Talk,
    DemoTopic Topic,
    AgentId Agent,
    AgentId? PassedTo,
    RatingValue Value,
    string? Comment,
    PlannedReview? Review,
    PlannedConversation? Again = null)
{
    public AgentId LastAgent => PassedTo ?? Agent;

    public bool IsReviewed => IsFinished && Review is not null;

    public bool IsFinished => Course is not (Course.Unassigned or Course.StillOpen or Course.Spam);
}

internal sealed record PlannedReview(DemoSupervisor By, int Stars, string? Comment);
