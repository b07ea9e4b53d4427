using System.Collections.Frozen;
using System.Text.Json.Nodes;
using RatingGrains.Api.Bitrix24.Requests;
using RatingGrains.Channels;

namespace RatingGrains.Api.Bitrix24.Lines;

/// <summary>The fields of a line. Those that ratings need are settings of the channel; all others are kept as they came,
/// and read again.</summary>
internal static class LineFields
{
    /// <summary>As much as a line may have kept, as JSON.</summary>
    public const int KeptMax = 64 * 1024;

    public const string Name = "LINE_NAME", Active = "ACTIVE", Queue = "QUEUE";
    public const string Asks = "VOTE_MESSAGE", BeforeFinish = "VOTE_BEFORE_FINISH", ClosesOnVote = "VOTE_CLOSING_DELAY";
    public const string TimeLimit = "VOTE_TIME_LIMIT";
    public const string GraphicRequest = "VOTE_MESSAGE_1_TEXT", GraphicLike = "VOTE_MESSAGE_1_LIKE";
    public const string GraphicDislike = "VOTE_MESSAGE_1_DISLIKE";
    public const string TextRequest = "VOTE_MESSAGE_2_TEXT", TextLike = "VOTE_MESSAGE_2_LIKE";
    public const string TextDislike = "VOTE_MESSAGE_2_DISLIKE";
    public const string FullCloseTime = "FULL_CLOSE_TIME", AutoCloseTime = "AUTO_CLOSE_TIME";
    public const string CloseRule = "CLOSE_RULE", AutoCloseRule = "AUTO_CLOSE_RULE";

    /// <summary>Fields that say what the channel's own settings say.</summary>
    public static readonly FrozenSet<string> Own = FrozenSet.Create(
        StringComparer.OrdinalIgnoreCase,
        Name, Active, Asks, BeforeFinish, ClosesOnVote, TimeLimit, GraphicRequest, GraphicLike, GraphicDislike, TextRequest,
        TextLike, TextDislike, FullCloseTime, AutoCloseTime);

    /// <summary>Fields that are kept, with what a line has where nobody has said anything.</summary>
    public static readonly FrozenDictionary<string, string?> Kept = new Dictionary<string, string?>
    {
        [CloseRule] = "quality",
        ["CLOSE_TEXT"] = "Thank you for writing to us.",
        [AutoCloseRule] = "none",
        ["AUTO_CLOSE_TEXT"] = "",
        ["QUEUE_TYPE"] = "all",
        ["QUEUE_TIME"] = "60",
        ["NO_ANSWER_TIME"] = "60",
        ["MAX_CHAT"] = "0",
        ["CONFIRM_CLOSE"] = "N",
        ["WORKTIME_ENABLE"] = "N",
        ["XML_ID"] = null,
        ["LANGUAGE_ID"] = "en",
        ["TEMPORARY"] = "N",
        ["SESSION_PRIORITY"] = "0",
    }.ToFrozenDictionary(StringComparer.OrdinalIgnoreCase);

    private static readonly string[] KeptWithoutDefault =
    [
        "CRM", "CRM_CREATE", "CRM_CREATE_SECOND", "CRM_CREATE_THIRD", "CRM_FORWARD", "CRM_CHAT_TRACKER",
        "CRM_TRANSFER_CHANGE", "CRM_SOURCE", "CHECK_AVAILABLE", "CHECK_ONLINE", "WATCH_TYPING", "WELCOME_BOT_ENABLE",
        "WELCOME_BOT_JOIN", "WELCOME_BOT_ID", "WELCOME_BOT_TIME", "WELCOME_BOT_LEFT", "WELCOME_MESSAGE",
        "WELCOME_MESSAGE_TEXT", "SEND_WELCOME_EACH_SESSION", "USE_WELCOME_FORM", "WELCOME_FORM_ID", "WELCOME_FORM_DELAY",
        "IGNORE_WELCOME_FORM_RESPONSIBLE", "AGREEMENT_MESSAGE", "AGREEMENT_ID", "CATEGORY_ENABLE", "CATEGORY_ID",
        "NO_ANSWER_RULE", "NO_ANSWER_FORM_ID", "NO_ANSWER_BOT_ID", "NO_ANSWER_TEXT", "WORKTIME_FROM", "WORKTIME_TO",
        "WORKTIME_TIMEZONE", "WORKTIME_HOLIDAYS", "WORKTIME_DAYOFF", "WORKTIME_DAYOFF_RULE", "WORKTIME_DAYOFF_FORM_ID",
        "WORKTIME_DAYOFF_BOT_ID", "WORKTIME_DAYOFF_TEXT", "CLOSE_FORM_ID", "CLOSE_BOT_ID", "AUTO_CLOSE_FORM_ID",
        "AUTO_CLOSE_BOT_ID", "AUTO_EXPIRE_TIME", "QUICK_ANSWERS_IBLOCK_ID", "TYPE_MAX_CHAT", "OPERATOR_DATA",
        "DEFAULT_OPERATOR_DATA", "KPI_FIRST_ANSWER_TIME", "KPI_FIRST_ANSWER_ALERT", "KPI_FIRST_ANSWER_LIST",
        "KPI_FIRST_ANSWER_TEXT", "KPI_FURTHER_ANSWER_TIME", "KPI_FURTHER_ANSWER_ALERT", "KPI_FURTHER_ANSWER_LIST",
        "KPI_FURTHER_ANSWER_TEXT", "KPI_CHECK_OPERATOR_ACTIVITY", "SEND_NOTIFICATION_EMPTY_QUEUE",
    ];

    /// <summary>Fields that are the line's, and that nobody sets.</summary>
    public static readonly FrozenSet<string> Given =
        FrozenSet.Create(StringComparer.OrdinalIgnoreCase, "ID", "DATE_CREATE", "DATE_MODIFY", "MODIFY_USER_ID");

    /// <summary>All that a list may be asked for.</summary>
    public static readonly FrozenSet<string> All = Own.Concat(Kept.Keys).Concat(KeptWithoutDefault).Concat(Given)
        .ToFrozenSet(StringComparer.OrdinalIgnoreCase);

    private static readonly FrozenSet<string> Keepable =
        Kept.Keys.Concat(KeptWithoutDefault).ToFrozenSet(StringComparer.OrdinalIgnoreCase);

    public static JsonObject KeptOf(ChannelSettings settings)
    {
        var kept = new JsonObject();
        foreach (var (name, value) in Kept)
            kept[name] = value;
        kept["WORKTIME_DAYOFF"] = new JsonArray("");
        if (settings.Bitrix24 is { } said)
        {
            foreach (var (name, value) in JsonNode.Parse(said.Fields)!.AsObject())
                kept[name] = value?.DeepClone();
        }
        return kept;
    }

    /// <summary>What is kept once these were given.</summary>
    public static string Keep(ChannelSettings settings, Parameter given)
    {
        var kept = JsonNode.Parse(settings.Bitrix24?.Fields ?? "{}")!.AsObject();
        foreach (var (name, value) in given.Children)
        {
            if (Keepable.TryGetValue(name, out var known))
                kept[known] = Coerced(known, value).ToJson();
        }
        return kept.ToJsonString();
    }

    private static Parameter Coerced(string name, Parameter value) => name switch
    {
        CloseRule when value.Text is not ("none" or "text" or "quality") => Parameter.Of("none"),
        AutoCloseRule when value.Text is not ("none" or "text") => Parameter.Of("none"),
        _ => value,
    };
}
