using System.Globalization;
using System.Text.Json;
using RatingGrains.Channels;
using RatingGrains.Connectors.Hooks;
using RatingGrains.Ports;
using RatingGrains.Threads;
using KnownConnectors = RatingGrains.Channels.Connectors;

namespace RatingGrains.Connectors.Whatsapp;

/// <summary>What one delivery of WhatsApp's came to.</summary>
/// <param name="Undelivered">Requests for a rating that WhatsApp had taken and could not deliver.</param>
/// <param name="OtherNumbers">Entries about numbers that are not the channel's.</param>
internal sealed record WhatsappNews(List<Heard> Heard, List<DeliveryReport> Undelivered, int OtherNumbers);

/// <summary>From WhatsApp's words to ours.</summary>
internal static class WhatsappTranslation
{
    /// <summary>How long after a customer's message WhatsApp takes what is not a template.</summary>
    private static readonly TimeSpan Window = TimeSpan.FromHours(24);

    /// <summary>What a message without text may hold. <c>unsupported</c> is what WhatsApp itself cannot pass on.</summary>
    private static readonly string[] Attachments =
    [
        "image", "video", "audio", "voice", "document", "sticker", "location", "contacts", "order", "unsupported",
    ];

    /// <param name="number">The channel's phone number id.</param>
    public static WhatsappNews Read(ChannelId channel, string number, JsonElement body, DateTimeOffset now)
    {
        var news = new WhatsappNews([], [], 0);
        foreach (var entry in body.Get("entry").Items())
        {
            foreach (var change in entry.Get("changes").Items())
            {
                var value = change.Get("value");
                if (change.Get("field").Text() != "messages")
                    continue;
                if (value.Get("metadata").Get("phone_number_id").Id() != number)
                {
                    news = news with { OtherNumbers = news.OtherNumbers + 1 };
                    continue;
                }
                var names = NamesIn(value);
                foreach (var message in value.Get("messages").Items())
                {
                    if (ReadMessage(channel, message, names, now) is { } heard)
                        news.Heard.Add(heard);
                }
                foreach (var status in value.Get("statuses").Items())
                {
                    if (ReadStatus(channel, status) is { } report)
                        news.Undelivered.Add(report);
                }
            }
        }
        return news;
    }

    /// <summary>Null for what is no customer's word: groups (whose members would read each other's answers), reactions,
    /// changes of number.</summary>
    private static Heard? ReadMessage(
        ChannelId channel, JsonElement message, Dictionary<string, string> names, DateTimeOffset now)
    {
        // A customer who shows a user name and no number has an id of another kind.
        var person = message.Get("from").Id() ?? message.Get("from_user_id").Id();
        if (message.Get("group_id").ValueKind != JsonValueKind.Undefined
            || ForeignIds.Message(message.Get("id").Text()) is not { } id
            || !ForeignIds.TryThread(KnownConnectors.Whatsapp, channel, person, out var thread))
            return null;
        var name = Words.Name(names.GetValueOrDefault(person));
        var reply = ForeignIds.Message(message.Get("context").Get("id").Text());
        var until = CanSendUntil(message, now);
        if (RatingButtons.Read(TappedIn(message)) is { } button)
            return new(thread, new InboundMessage(id, name, button.Rating, reply, button.Conversation, until));
        return TextOf(message) is { } text
            ? new(thread, new InboundMessage(id, name, new TextContent(text), reply, null, until))
            : null;
    }

    /// <summary>What the tapped button carries: a reply button of ours, or one under a template.</summary>
    private static string? TappedIn(JsonElement message) =>
        message.Get("interactive").Get("button_reply").Get("id").Text() ?? message.Get("button").Get("payload").Text();

    private static string? TextOf(JsonElement message)
    {
        var type = message.Get("type").Text();
        var interactive = message.Get("interactive");
        var text = type switch
        {
            "text" => message.Get("text").Get("body").Text(),
            "button" => message.Get("button").Get("text").Text(),
            "interactive" => interactive.Get("button_reply").Get("title").Text()
                ?? interactive.Get("list_reply").Get("title").Text()
                ?? "[interactive]",
            _ when Array.IndexOf(Attachments, type) >= 0 =>
                $"[{type}] {message.Get(type!).Get("caption").Text()}".TrimEnd(),
            _ => null,
        };
        return string.IsNullOrEmpty(text) ? null : Words.Cut(text, Words.TextMax);
    }

    /// <summary>By the customer's clock, because WhatsApp counts from there; a message that comes days late opens nothing.
    /// A time that is missing or still to come counts as now.</summary>
    private static DateTimeOffset CanSendUntil(JsonElement message, DateTimeOffset now) =>
        long.TryParse(message.Get("timestamp").Id(), NumberStyles.None, CultureInfo.InvariantCulture, out var seconds)
        && seconds <= now.ToUnixTimeSeconds()
            ? DateTimeOffset.FromUnixTimeSeconds(seconds) + Window
            : now + Window;

    /// <summary>Only what failed in the end matters here, and only where it was a request for a rating.</summary>
    private static DeliveryReport? ReadStatus(ChannelId channel, JsonElement status)
    {
        if (status.Get("status").Text() != "failed"
            || RequestMark.Read(status.Get("biz_opaque_callback_data").Text()) is not var (conversation, request)
            || !ForeignIds.TryThread(
                KnownConnectors.Whatsapp, channel,
                status.Get("recipient_id").Id() ?? status.Get("recipient_user_id").Id(), out var thread))
            return null;
        var error = status.Get("errors").Items().FirstOrDefault();
        var what = error.Get("error_data").Get("details").Text() ?? error.Get("title").Text() ?? "no reason given";
        return new DeliveryReport(
            thread, conversation, request, null,
            $"WhatsApp could not deliver ({error.Get("code").Id()}): {Words.Cut(what, 300)}", null);
    }

    private static Dictionary<string, string> NamesIn(JsonElement value)
    {
        var names = new Dictionary<string, string>(StringComparer.Ordinal);
        foreach (var contact in value.Get("contacts").Items())
        {
            var name = contact.Get("profile").Get("name").Text();
            if (name is not null && (contact.Get("wa_id").Id() ?? contact.Get("user_id").Id()) is { } person)
                names[person] = name;
        }
        return names;
    }
}
