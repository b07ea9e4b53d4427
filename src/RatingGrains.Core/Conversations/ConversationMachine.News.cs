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
            Finished e => Of(NewsKind.ConversationFinished, e.At, e.Attribution, by),
            ConversationClosed e => Of(NewsKind.ConversationClosed, e.At, after.Finish),
            // Whoever follows which conversations are open wants to know of this end too; the status says which it is.
            MarkedAsSpam e => Of(NewsKind.ConversationClosed, e.At, after.Finish, e.By),
            CustomerRated e => Of(NewsKind.RatingSubmitted, e.At, e.Attribution, value: e.Value, comment: e.Comment),
            CustomerRatingChanged e => Of(
                NewsKind.RatingChanged, e.At, after.CustomerRating!.Attribution, value: e.Value,
                formerValue: before.CustomerRating?.Value, comment: e.Comment),
            // Without a value somebody wished to rate later, too late.
            RatingCameLate { Value: { } value } e => Of(
                NewsKind.RatingLate, e.At, after.Request.Asked?.Attribution, value: value, comment: e.Comment),
            SupervisorRated e => Of(
                before.SupervisorRating is null
                    ? NewsKind.SupervisorRatingSubmitted
                    : NewsKind.SupervisorRatingChanged,
                e.At, e.Attribution, e.By, stars: e.Stars, formerStars: before.SupervisorRating?.Stars,
                comment: e.Comment),
            _ => OfRequest(),
        };

        News? OfRequest() => happened switch
        {
            RatingRequested e => Of(
                NewsKind.RatingRequested, e.Asked.SentAt, e.Asked.Attribution, by, deadline: e.Asked.Deadline),
            RequestDelivered e => Of(
                NewsKind.RatingRequested, e.At, after.Request.Asked?.Attribution, BySystem, deadline: e.Deadline),
            RatingNotRequested e => Of(NewsKind.RatingNotRequested, e.At, after.Finish, by, reason: e.Reason),
            RequestUndelivered e => Of(
                NewsKind.RatingNotRequested, e.At, after.Request.Asked?.Attribution, BySystem,
                reason: RequestReason.DeliveryFailed),
            RequestExpired e => Of(NewsKind.RatingExpired, e.At, before.Request.Asked?.Attribution),
            _ => null,
        };

        News Of(
            NewsKind kind, DateTimeOffset at, Attribution? attribution = null, string? by = null,
            RatingValue? value = null, RatingValue? formerValue = null, int? stars = null, int? formerStars = null,
            string? comment = null, RequestReason? reason = null, DateTimeOffset? deadline = null) => new(
            kind, at, after.Id, after.Number, after.Thread, after.Status, after.Holder, after.Team, version,
            attribution, by, value, formerValue, stars, formerStars, comment, reason, deadline);
    }
}
