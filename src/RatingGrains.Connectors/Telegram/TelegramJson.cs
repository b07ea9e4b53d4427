using System.Text.Json.Serialization;

namespace RatingGrains.Connectors.Telegram;

/// <summary>Telegram's way of writing: snake_case, and nothing where there is nothing.</summary>
[JsonSourceGenerationOptions(
    PropertyNamingPolicy = JsonKnownNamingPolicy.SnakeCaseLower,
    DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingNull,
    RespectNullableAnnotations = true,
    RespectRequiredConstructorParameters = true)]
[JsonSerializable(typeof(TelegramUpdate))]
[JsonSerializable(typeof(SendMessage))]
[JsonSerializable(typeof(AnswerCallbackQuery))]
internal sealed partial class TelegramJson : JsonSerializerContext;

internal sealed record SendMessage(long ChatId, string Text, Keyboard? ReplyMarkup);

/// <summary>Rows of buttons under a message.</summary>
internal sealed record Keyboard(InlineButton[][] InlineKeyboard);

internal sealed record InlineButton(string Text, string CallbackData);

internal sealed record AnswerCallbackQuery(string CallbackQueryId);
