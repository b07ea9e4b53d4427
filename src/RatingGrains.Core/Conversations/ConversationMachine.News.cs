namespace RatingGrains.Conversations;

/// <summary>What of all that happens is news to systems that others run.</summary>
public sealed partial class ConversationMachine
{
    private static News? NewsOf(
        ConversationState before, ConversationState after, ConversationEvent happened, string by, long version)
    {
        return happened switch
        {
            Opened e => Of(NewsKind.ConversationOpened, e.At),
            Finished e => Of(NewsKind.ConversationFinished, e.At) with { By = by, Attribution = e.Attribution },
            ConversationClosed e => Of(NewsKind.ConversationClosed, e.At) with { Attribution = after.Finish },
            // Whoever follows which conversations are open wants to know of this end too; the status says which it is.
            MarkedAsSpam e => Of(NewsKind.ConversationClosed, e.At) with { By = e.By, Attribution = after.Finish },
            CustomerRated e => Of(NewsKind.RatingSubmitted, e.At) with
            {
                Value = e.Value,
                Comment = e.Comment,
                Attribution = e.Attribution,
            },
            CustomerRatingChanged e => Of(NewsKind.RatingChanged, e.At) with
            {
                Value = e.Value,
                FormerValue = before.CustomerRating?.Value,
                Comment = e.Comment,
                Attribution = after.CustomerRating!.Attribution,
            },
            // Without a value somebody wished to rate later, too late.
            RatingCameLate { Value: { } value } e => Of(NewsKind.RatingLate, e.At) with
            {
                Value = value,
                Comment = e.Comment,
                Attribution = after.Request.Asked?.Attribution,
            },
            SupervisorRated e => Of(
                before.SupervisorRating is null
                    ? NewsKind.SupervisorRatingSubmitted
                    : NewsKind.SupervisorRatingChanged,
                e.At) with
            {
                By = e.By,
                Stars = e.Stars,
                FormerStars = before.SupervisorRating?.Stars,
                Comment = e.Comment,
                Attribution = e.Attribution,
            },
            _ => OfRequest(),
        };

        News? OfRequest() => happened switch
        {
            RatingRequested e => Of(NewsKind.RatingRequested, e.Asked.SentAt) with
            {
                By = by,
                Attribution = e.Asked.Attribution,
                Deadline = e.Asked.Deadline,
            },
            RequestDelivered e => Of(NewsKind.RatingRequested, e.At) with
            {
                By = BySystem,
                Attribution = after.Request.Asked?.Attribution,
                Deadline = e.Deadline,
            },
            RatingNotRequested e => Of(NewsKind.RatingNotRequested, e.At) with
            {
                By = by,
                Attribution = after.Finish,
                Reason = e.Reason,
            },
            RequestUndelivered e => Of(NewsKind.RatingNotRequested, e.At) with
            {
                By = BySystem,
                Attribution = after.Request.Asked?.Attribution,
                Reason = RequestReason.DeliveryFailed,
            },
            RequestExpired e => Of(NewsKind.RatingExpired, e.At) with { Attribution = before.Request.Asked?.Attribution },
            _ => null,
        };

        News Of(NewsKind kind, DateTimeOffset at) => new(
            kind, at, after.Id, after.Number, after.Thread, after.Status, after.Holder, after.Team, version);
    }
}
