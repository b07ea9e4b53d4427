using System.Text;
using System.Text.Json.Nodes;
using RatingGrains.Api.Host;

namespace RatingGrains.Api.Telegram;

/// <summary>What Telegram posts when a customer does something, field for field as it documents.</summary>
internal static class TelegramCustomer
{
    public static string Says(
        long update, string text, long? replyTo = null, long user = 42, string chatType = "private") =>
        Message(update, user, chatType, message =>
        {
            message["text"] = text;
            if (replyTo is { } id)
                message["reply_to_message"] = new JsonObject { ["message_id"] = id, ["date"] = 1700000000 };
        });

    /// <summary>A message without text: a photo, a sticker, or a change of the chat.</summary>
    public static string Shows(long update, string what, string? caption = null) =>
        Message(update, 42, "private", message =>
        {
            message[what] = new JsonObject { ["file_id"] = "AgAC", ["emoji"] = "👍" };
            if (caption is not null)
                message["caption"] = caption;
        });

    public static string Taps(long update, string data, long user = 42, string callback = "4382bfdwdsb323b2d9") =>
        new JsonObject
        {
            ["update_id"] = update,
            ["callback_query"] = new JsonObject
            {
                ["id"] = callback,
                ["from"] = From(user),
                ["message"] = new JsonObject { ["message_id"] = 6, ["date"] = 0, ["chat"] = Chat(user, "private") },
                ["chat_instance"] = "-3428943",
                ["data"] = data,
            },
        }.ToJsonString();

    public static string Edits(long update, string text)
    {
        var edited = JsonNode.Parse(Says(update, text))!.AsObject();
        var message = edited["message"]!;
        edited.Remove("message");
        edited["edited_message"] = message;
        return edited.ToJsonString();
    }

    /// <summary>As Telegram delivers it: with the secret in a header, and no key.</summary>
    public static Task<Answer> PostAsync(ApiClient nobody, string update, string? secret, string channel = "bot")
    {
        var content = new StringContent(update, Encoding.UTF8, "application/json");
        var path = $"/hooks/{channel}/telegram";
        List<(string, string)> headers = [];
        if (secret is not null)
            headers.Add(("X-Telegram-Bot-Api-Secret-Token", secret));
        // A refusal that comes while most of the body is still to be sent may be lost with the connection.
        if (update.Length > 1024 * 1024)
            headers.Add(("Expect", "100-continue"));
        return nobody.SendAsync(HttpMethod.Post, path, content, [.. headers]);
    }

    private static string Message(long update, long user, string chatType, Action<JsonObject> content)
    {
        var message = new JsonObject
        {
            ["message_id"] = 5,
            ["from"] = From(user),
            ["chat"] = Chat(user, chatType),
            ["date"] = 1700000000,
        };
        content(message);
        return new JsonObject { ["update_id"] = update, ["message"] = message }.ToJsonString();
    }

    private static JsonObject From(long user) => new()
    {
        ["id"] = user,
        ["is_bot"] = false,
        ["first_name"] = "Ann",
        ["last_name"] = "Lee",
        ["language_code"] = "en",
    };

    private static JsonObject Chat(long user, string type) =>
        new() { ["id"] = user, ["first_name"] = "Ann", ["type"] = type };
}
