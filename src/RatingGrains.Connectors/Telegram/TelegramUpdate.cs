using System.Text.Json;
using System.Text.Json.Serialization;

namespace RatingGrains.Connectors.Telegram;

/// <summary>What Telegram tells: the fields that matter here; it adds others at will.</summary>
/// <param name="Message">A new message; an edited one is another field, and no new rating.</param>
internal sealed record TelegramUpdate(
    long UpdateId, TelegramMessage? Message = null, TelegramTap? CallbackQuery = null);

internal sealed record TelegramMessage(
    TelegramChat Chat,
    TelegramUser? From = null,
    string? Text = null,
    string? Caption = null,
    TelegramMessageName? ReplyToMessage = null)
{
    /// <summary>Photos, voices and the like, each under a name of its own.</summary>
    [JsonExtensionData]
    public Dictionary<string, JsonElement>? Other { get; set; }
}

internal sealed record TelegramMessageName(long MessageId);

/// <summary>A tap on a button.</summary>
/// <param name="Message">Where the button was; absent for very old messages.</param>
internal sealed record TelegramTap(
    string Id, TelegramUser From, TelegramTappedMessage? Message = null, string? Data = null);

internal sealed record TelegramTappedMessage(TelegramChat Chat);

internal sealed record TelegramUser(
    long Id, bool IsBot = false, string? FirstName = null, string? LastName = null, string? Username = null);

internal sealed record TelegramChat(long Id, string? Type = null)
{
    [JsonIgnore]
    public bool IsPrivate => Type is null or "private";
}
