using System.Collections.Immutable;
using System.Diagnostics;
using System.Text.Json.Serialization;
using RatingGrains.Agents;
using RatingGrains.Threads;

namespace RatingGrains.Conversations;

/// <summary>One enquiry, from the first message to closed, with its ratings.</summary>
public sealed record ConversationState
{
    public static readonly ConversationState Unopened = new();

    public ConversationId Id { get; init; }

    /// <summary>For people: 17 is easier to say than an id.</summary>
    public long Number { get; init; }

    public ThreadId Thread { get; init; }
    public string? CustomerName { get; init; }

    /// <summary>The message that opened it, so that opening twice is agreed to and changes nothing.</summary>
    public MessageId OpenedBy { get; init; }

    public Phase Phase { get; init; } = new Unopened();
    public AgentId? Holder { get; init; }

    /// <summary>The holder's team when it took the conversation.</summary>
    public TeamId? Team { get; init; }

    public ImmutableArray<AgentId> Participants { get; init; } = [];
    public DateTimeOffset OpenedAt { get; init; }
    public DateTimeOffset? AcceptedAt { get; init; }
    public DateTimeOffset? FirstReplyAt { get; init; }
    public DateTimeOffset? FinishedAt { get; init; }

    /// <summary>To whom the last finish attributes the conversation; null until the first finish.</summary>
    public Attribution? Finish { get; init; }

    public RatingRequest Request { get; init; } = RatingRequest.None;
    public CustomerRating? CustomerRating { get; init; }
    public SupervisorRating? SupervisorRating { get; init; }

    /// <summary>The connector has said that it cannot send to this customer until then.</summary>
    public DateTimeOffset? CannotSendUntil { get; init; }

    /// <summary>The messenger takes nothing for this customer from then on, until the customer writes again; null: it always
    /// does.</summary>
    public DateTimeOffset? CanSendUntil { get; init; }

    /// <summary>Messages so far; the number of the last one.</summary>
    public int Messages { get; init; }

    /// <summary>Requests for a rating so far.</summary>
    public int Requests { get; init; }

    /// <summary>Ratings that came late or were refused; the history keeps the first
    /// <see cref="UncountedKeptMax"/>, because somebody may go on trying.</summary>
    public int Uncounted { get; init; }

    public const int UncountedKeptMax = 50;

    [JsonIgnore]
    public ConversationStatus Status => Phase switch
    {
        New => ConversationStatus.New,
        Accepted => ConversationStatus.Accepted,
        WaitingForAgent => ConversationStatus.WaitingForAgent,
        WaitingForCustomer => ConversationStatus.WaitingForCustomer,
        Closing => ConversationStatus.Closing,
        Closed => ConversationStatus.Closed,
        Spam => ConversationStatus.Spam,
        _ => throw new UnreachableException("A conversation without a first message has no status."),
    };

    [JsonIgnore]
    public DateTimeOffset? ClosedAt => Phase switch
    {
        Closed phase => phase.At,
        Spam phase => phase.At,
        _ => null,
    };
}
