using System.Collections.Immutable;
using RatingGrains.Agents;
using RatingGrains.Api.Channels.Messengers;
using RatingGrains.Api.Http;
using RatingGrains.Channels;

namespace RatingGrains.Api.Channels;

/// <summary>A channel as it is put: complete but for the secrets, which may say that they stay as they are.</summary>
/// <param name="Id">Taken where it is the path's, so that what was read can be sent back.</param>
internal sealed record ChannelRequest(ChannelId? Id, ChannelSettings Settings, ChannelMessengers Messengers)
    : IRequest<ChannelRequest>
{
    public static Type Shape => typeof(ChannelBody);

    private static readonly RatingTexts NoTexts = new("", "", "", "");

    public static ChannelRequest Read(Fields fields)
    {
        var locale = fields["locale"].Text(ChannelRules.NameMax) ?? DefaultTexts.FirstLocale;
        if (!DefaultTexts.TryFind(locale, out var texts))
            fields.Report("locale", $"Must be one of {string.Join(", ", DefaultTexts.Locales)}.");
        texts ??= new DefaultTexts(NoTexts, NoTexts);
        var id = fields["id"].Id<ChannelId>();
        var messengers = ChannelMessengers.Read(fields);
        var settings = new ChannelSettings(
            fields["name"].Required().Text(ChannelRules.NameMax, min: 1) ?? "",
            fields["active"].Flag() ?? true,
            locale,
            [.. (fields["agents"].List(ChannelRules.AgentsMax, static field => field.Id<AgentId>()) ?? []).Distinct()],
            fields["agentsSeeRatings"].Flag() ?? true,
            fields["rating"].Object(rating => ReadRating(rating, texts)) ?? RatingDefaults(texts),
            fields["closing"].Object(ReadClosing) ?? ClosingDefaults,
            null,
            ReadOrigins(fields["origins"]));
        if (DefaultTexts.TryFind(locale, out _))
            Check(fields, settings);
        return new ChannelRequest(id, settings, messengers);
    }

    /// <summary>A channel of which nothing is said but its name.</summary>
    public static ChannelSettings DefaultsOf(string name, DefaultTexts texts, string locale) => new(
        name, true, locale, [], true, RatingDefaults(texts), ClosingDefaults, null, []);

    private static void Check(Fields fields, ChannelSettings settings)
    {
        foreach (var (field, problem) in ChannelRules.Check(settings))
            fields.Report(field, problem);
    }

    private static RatingSettings RatingDefaults(DefaultTexts texts) => new(
        AskCustomer: true, AllowDuringConversation: true, CloseOnRating: false, Window: null, texts.Graphic, texts.Text,
        AcceptTrailingComment: false);

    private static RatingSettings ReadRating(Fields rating, DefaultTexts texts)
    {
        var defaults = RatingDefaults(texts);
        var trailing = false;
        return new RatingSettings(
            rating["askCustomer"].Flag() ?? defaults.AskCustomer,
            rating["allowDuringConversation"].Flag() ?? defaults.AllowDuringConversation,
            rating["closeOnRating"].Flag() ?? defaults.CloseOnRating,
            rating["window"].Duration() ?? defaults.Window,
            rating["graphic"].Object(graphic => ReadTexts(graphic, texts.Graphic)) ?? texts.Graphic,
            rating["text"].Object(text =>
            {
                trailing = text["acceptTrailingComment"].Flag() ?? defaults.AcceptTrailingComment;
                return ReadTexts(text, texts.Text);
            }) ?? texts.Text,
            trailing);
    }

    /// <summary>The rules say how long a phrase may be; here only that it is one.</summary>
    private static RatingTexts ReadTexts(Fields texts, RatingTexts defaults) => new(
        texts["request"].Text(int.MaxValue) ?? defaults.Request,
        texts["liked"].Text(int.MaxValue) ?? defaults.Liked,
        texts["disliked"].Text(int.MaxValue) ?? defaults.Disliked,
        texts["tooLate"].Text(int.MaxValue) ?? defaults.TooLate);

    private static readonly ClosingSettings ClosingDefaults = new(TimeSpan.FromMinutes(10), TimeSpan.FromHours(4));

    private static ClosingSettings ReadClosing(Fields closing)
    {
        var silence = closing["afterSilence"];
        return new ClosingSettings(
            closing["afterFinish"].Duration() ?? ClosingDefaults.AfterFinish,
            silence.IsPresent ? silence.Duration() : ClosingDefaults.AfterSilence);
    }

    private static ImmutableArray<string> ReadOrigins(Field field)
    {
        var origins = field.List(ChannelRules.OriginsMax, static entry => Origin.Read(entry)) ?? [];
        return [.. origins.Select(origin => origin.Value).Distinct()];
    }
}
