using RatingGrains.Channels;
using RatingGrains.Kernel;

namespace RatingGrains.Conversations;

/// <summary>What of all that happens is news to systems that others run.</summary>
public sealed partial class ConversationMachine
{
    /// <summary>Which news an effect makes, so that a shell can ask whether anybody wants to hear it before anything is
    /// made of it. What is said needs no effect of its own: those that log it and send it say all there is to tell, so
    /// messages cost nothing where nobody listens. Null: none.</summary>
    public static NewsKind? NewsIn(Effect effect) => effect switch
    {
        Announce announced => announced.News.Kind,
        LogMessage => NewsKind.MessageAdded,
        // Buttons are shown by connectors of our own.
        TellCustomer { Message: > 0 } sent when !Connectors.IsGraphic(sent.Thread.Connector) => NewsKind.MessageSent,
        _ => null,
    };

    /// <summary>The news that an effect makes; for those of which <see cref="NewsIn"/> names a kind.</summary>
    /// <param name="snapshot">With the turn that made the effect, or later ones.</param>
    public static News NewsOf(Snapshot<ConversationState> snapshot, OutboxEntry entry)
    {
        return entry.Effect switch
        {
            Announce announced => announced.News,
            LogMessage { Message: var logged } => Of(NewsKind.MessageAdded, logged),
            TellCustomer sent => Of(NewsKind.MessageSent, new LoggedMessage(
                sent.Message, sent.Agent is null ? MessageSource.System : MessageSource.Agent, sent.Agent, sent.Text,
                entry.DueAt)),
            _ => throw new System.Diagnostics.UnreachableException(),
        };

        News Of(NewsKind kind, LoggedMessage message)
        {
            var state = snapshot.State;
            return new News(
                kind, message.At, state.Id, state.Number, state.Thread, state.Status, state.Holder, state.Team,
                entry.Id.Version, Message: message);
        }
    }

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
