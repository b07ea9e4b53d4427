using RatingGrains.Api.Channels;
using RatingGrains.Api.Keys;
using RatingGrains.Channels;
using RatingGrains.Conversations;

namespace RatingGrains.Api.RatingLinks;

/// <summary>A customer with a good link, and what there is for them.</summary>
/// <param name="Rating">The rating that counts now; null too where it is hidden from whom the link came from.</param>
/// <param name="IsSaved">Whether they have rated a moment ago.</param>
internal sealed record RatingVisit(
    CustomerCaller Customer,
    ConversationState State,
    ChannelSettings Channel,
    RatingRight Right,
    CustomerRating? Rating,
    PageLanguage Language,
    bool IsSaved)
{
    public const string SavedParameter = "saved";

    /// <summary>Until when a rating may be changed; null: while the conversation is open.</summary>
    public DateTimeOffset? Deadline => State.Request.Asked?.Deadline;

    /// <summary>The words for buttons, because a text that asks for a typed 1 or 0 makes no sense above them.</summary>
    public string Question
    {
        get
        {
            var asked = Connectors.IsGraphic(State.Thread.Connector) ? State.Request.Asked?.Texts.Request : null;
            var own = SpeaksChannelsLanguage ? asked ?? Channel.Rating.Graphic.Request : "";
            return own.Length > 0 ? own : Usual.Graphic.Request;
        }
    }

    /// <summary>Empty where the channel has chosen to say nothing.</summary>
    public string ThanksFor(RatingValue value) => Replies.ThanksFor(value);

    public string TooLate => Replies.TooLate.Length > 0 ? Replies.TooLate : Usual.Graphic.TooLate;

    /// <summary>What a messenger would say too: as it was when the rating was asked for.</summary>
    private RatingTexts Replies => SpeaksChannelsLanguage
        ? State.Request.Asked?.Texts ?? Channel.Rating.TextsFor(State.Thread.Connector)
        : Usual.Graphic;

    private bool SpeaksChannelsLanguage => Language.Locale == Channel.Locale;

    private DefaultTexts Usual => DefaultTexts.TryFind(Language.Locale, out var texts)
        ? texts
        : throw new System.Diagnostics.UnreachableException();
}
