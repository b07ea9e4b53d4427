using System.Collections.Immutable;
using RatingGrains.Agents;
using RatingGrains.Api.Bitrix24.Answers;
using RatingGrains.Api.Bitrix24.Requests;
using RatingGrains.Channels;

namespace RatingGrains.Api.Bitrix24.Lines;

/// <summary>A line's fields as settings of a channel. Odd values are not refused but become the nearest that is meant,
/// without a word, as clients expect; only a request that names no digits to type would lose every rating.</summary>
internal static class LineWriting
{
    /// <returns>What is changed, and all else as it was; or why not.</returns>
    public static (ChannelSettings Settings, RestError? Error) Apply(
        ChannelSettings current, Parameter given, ImmutableArray<AgentId>? queue)
    {
        var settings = current with
        {
            Name = Text(given, LineFields.Name, current.Name, ChannelRules.NameMax) is { Length: > 0 } name ? name : current.Name,
            Active = given.Has(LineFields.Active) ? given[LineFields.Active].Text != "N" : current.Active,
            Agents = queue ?? current.Agents,
            Rating = Rating(current.Rating, given),
            Closing = new ClosingSettings(
                Span(given, LineFields.FullCloseTime, TimeSpan.FromMinutes) ?? current.Closing.AfterFinish,
                Optional(given, LineFields.AutoCloseTime, current.Closing.AfterSilence)),
        };
        foreach (var (field, problem) in ChannelRules.Check(settings))
            return (current, RestError.Invalid(FieldOf(field), problem));
        var kept = LineFields.Keep(current, given);
        if (kept.Length > LineFields.KeptMax)
            return (current, RestError.Invalid("PARAMS", $"At most {LineFields.KeptMax} characters of fields that are kept."));
        var said = current.Bitrix24 ?? new Bitrix24Settings("{}", []);
        return (settings with { Bitrix24 = said with { Fields = kept } }, null);
    }

    private static RatingSettings Rating(RatingSettings current, Parameter given) => current with
    {
        AskCustomer = given.Has(LineFields.Asks) ? given[LineFields.Asks].Text != "N" : current.AskCustomer,
        AllowDuringConversation = Flag(given, LineFields.BeforeFinish, current.AllowDuringConversation),
        CloseOnRating = Flag(given, LineFields.ClosesOnVote, current.CloseOnRating),
        Window = Optional(given, LineFields.TimeLimit, current.Window),
        Graphic = current.Graphic with
        {
            Request = Text(given, LineFields.GraphicRequest, current.Graphic.Request, ChannelRules.GraphicPhraseMax),
            Liked = Text(given, LineFields.GraphicLike, current.Graphic.Liked, ChannelRules.GraphicPhraseMax),
            Disliked = Text(given, LineFields.GraphicDislike, current.Graphic.Disliked, ChannelRules.GraphicPhraseMax),
        },
        Text = current.Text with
        {
            Request = Text(given, LineFields.TextRequest, current.Text.Request, int.MaxValue),
            Liked = Text(given, LineFields.TextLike, current.Text.Liked, int.MaxValue),
            Disliked = Text(given, LineFields.TextDislike, current.Text.Disliked, int.MaxValue),
        },
    };

    private static bool Flag(Parameter given, string field, bool current) =>
        given.Has(field) ? given[field].Text == "Y" : current;

    private static string Text(Parameter given, string field, string current, int lengthMax)
    {
        if (!given.Has(field))
            return current;
        return RestTexts.Cut(given[field].Text ?? "", lengthMax);
    }

    /// <summary>In seconds; none where it is 0, or no number.</summary>
    private static TimeSpan? Optional(Parameter given, string field, TimeSpan? current) =>
        !given.Has(field) ? current : Span(given, field, TimeSpan.FromSeconds) is { Ticks: > 0 } span ? span : null;

    /// <summary>Null where it was not given. Longer than the longest becomes the longest.</summary>
    private static TimeSpan? Span(Parameter given, string field, Func<double, TimeSpan> of)
    {
        if (!given.Has(field))
            return null;
        var amount = Math.Clamp(given[field].WholeNumber ?? 0, 0, (long)ChannelRules.LongestDuration.TotalSeconds);
        var span = of(amount);
        return span < ChannelRules.LongestDuration ? span : ChannelRules.LongestDuration;
    }

    private static string FieldOf(string field) => field switch
    {
        "rating.text.request" => LineFields.TextRequest,
        "rating.text.liked" => LineFields.TextLike,
        "rating.text.disliked" => LineFields.TextDislike,
        "agents" => LineFields.Queue,
        _ => "PARAMS",
    };
}
