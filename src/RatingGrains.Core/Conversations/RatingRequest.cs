using System.Text.Json.Serialization;
using RatingGrains.Channels;

namespace RatingGrains.Conversations;

/// <summary>What was asked, as it was asked: later changes of the channel's settings do not reach it.</summary>
/// <param name="Number">Counts the requests of one conversation, from 1.</param>
/// <param name="Deadline">The first moment that is too late; null: until the customer starts another conversation.</param>
/// <param name="Attribution">To whom the answer will belong.</param>
/// <param name="Message">The ordinal of the message that asked; 0 where it asked without words.</param>
public sealed record Asked(
    int Number,
    DateTimeOffset SentAt,
    DateTimeOffset? Deadline,
    TimeSpan? Window,
    bool CloseOnRating,
    bool AcceptTrailingComment,
    RatingTexts Texts,
    Attribution Attribution,
    int Message = 0)
{
    public bool IsOverAt(DateTimeOffset now) => Deadline is { } deadline && now >= deadline;
}

/// <summary>Why a rating was not asked for, or a request is no longer outstanding.</summary>
public enum RequestReason
{
    FeatureOff,
    ChannelInactive,
    Spam,
    Disabled,
    AlreadyRated,
    ConnectorCannotSend,
    DeliveryFailed,
    CustomerWroteOn,
    Superseded,
}

/// <summary>Where the request for a rating stands. A type a state, so that a deadline cannot exist without a wait.</summary>
[JsonPolymorphic(TypeDiscriminatorPropertyName = "state")]
[JsonDerivedType(typeof(NotAsked), "none")]
[JsonDerivedType(typeof(NotSent), "notSent")]
[JsonDerivedType(typeof(Outstanding), "outstanding")]
[JsonDerivedType(typeof(Answered), "answered")]
[JsonDerivedType(typeof(Withdrawn), "withdrawn")]
[JsonDerivedType(typeof(Expired), "expired")]
public abstract record RatingRequest
{
    public static readonly RatingRequest None = new NotAsked();
}

public sealed record NotAsked : RatingRequest;

/// <param name="Asked">Set where the request was made but could not be delivered.</param>
public sealed record NotSent(RequestReason Reason, Asked? Asked) : RatingRequest;

/// <param name="Later">The customer chose to rate later; the request stands all the same.</param>
public sealed record Outstanding(Asked Asked, bool Later) : RatingRequest;

/// <param name="Reason">Why a later finish did not ask again.</param>
public sealed record Answered(Asked Asked, RequestReason? Reason) : RatingRequest;

public sealed record Withdrawn(Asked Asked, RequestReason Reason) : RatingRequest;

public sealed record Expired(Asked Asked) : RatingRequest;

/// <summary>The request's state by its name on the wire.</summary>
public enum RequestState
{
    None,
    Sent,
    Later,
    Answered,
    Withdrawn,
    Expired,
    NotSent,
}

public static class RatingRequests
{
    extension(RatingRequest request)
    {
        public RequestState State => request switch
        {
            NotAsked => RequestState.None,
            NotSent => RequestState.NotSent,
            Outstanding { Later: true } => RequestState.Later,
            Outstanding => RequestState.Sent,
            Answered => RequestState.Answered,
            Withdrawn => RequestState.Withdrawn,
            Expired => RequestState.Expired,
            _ => throw new System.Diagnostics.UnreachableException(),
        };

        public RequestReason? Reason => request switch
        {
            NotSent r => r.Reason,
            Answered r => r.Reason,
            Withdrawn r => r.Reason,
            _ => null,
        };

        public Asked? Asked => request switch
        {
            NotSent r => r.Asked,
            Outstanding r => r.Asked,
            Answered r => r.Asked,
            Withdrawn r => r.Asked,
            Expired r => r.Asked,
            _ => null,
        };
    }
}
