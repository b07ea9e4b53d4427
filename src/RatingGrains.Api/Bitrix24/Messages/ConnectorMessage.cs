using RatingGrains.Api.Bitrix24.Answers;
using RatingGrains.Api.Bitrix24.Requests;
using RatingGrains.Channels;
using RatingGrains.Threads;

namespace RatingGrains.Api.Bitrix24.Messages;

/// <summary>A message of <c>MESSAGES</c>.</summary>
internal sealed record ConnectorMessage(CustomerId User, ChatId Chat, InboundMessage Inbound)
{
    private const int TextMax = 20_000;

    /// <returns>No message, and what is wrong with it.</returns>
    public static (ConnectorMessage? Message, string? Error) Read(Parameter given)
    {
        if (!CustomerId.TryParse(given["user"]["id"].Text, out var user))
            return (null, "user[id] is empty, or no id");
        if (!ChatId.TryParse(given["chat"]["id"].Text, out var chat))
            return (null, "chat[id] is empty, or no id");
        if (!MessageId.TryParse(given["message"]["id"].Text, out var id))
            return (null, "message[id] is empty, or no id");
        if (given["message"]["user_id"].Id is not null)
            return (null, "message[user_id]: agents answer by the other API");
        var text = TextOf(given["message"]);
        if (text.Length is 0 or > TextMax)
            return (null, $"message[text] must have from 1 to {TextMax} characters, or message[files] a link");
        return (new ConnectorMessage(user, chat, new InboundMessage(id, NameOf(given["user"]), new TextContent(text))), null);
    }

    /// <summary>What was written, and links to what came with it.</summary>
    private static string TextOf(Parameter message)
    {
        var files = message["files"].Children.Select(file => file.Value["url"].Text).OfType<string>();
        return string.Join('\n', new[] { message["text"].Text ?? "" }.Concat(files).Where(line => line.Length > 0));
    }

    private static string? NameOf(Parameter user)
    {
        var name = $"{user["name"].Text} {user["last_name"].Text}".Trim();
        return name.Length == 0 ? null : RestTexts.Cut(name, ChannelRules.NameMax);
    }
}
