using System.Text.Json.Serialization;
using RatingGrains.Conversations;

namespace RatingGrains.Threads;

/// <summary>What a customer sent, as the connector passed it on.</summary>
/// <param name="InReplyTo">The message of ours that it replies to, by the messenger's name for it.</param>
/// <param name="Token">The conversation whose own prompt was tapped; comes back with the prompt's buttons.</param>
/// <param name="CanSendUntil">Where the messenger lets us write only for a time after the customer did: when that time
/// ends. Null: no such limit.</param>
public sealed record InboundMessage(
    MessageId Id,
    string? CustomerName,
    MessageContent Content,
    MessageId? InReplyTo = null,
    ConversationId? Token = null,
    DateTimeOffset? CanSendUntil = null);

[JsonPolymorphic(TypeDiscriminatorPropertyName = "content")]
[JsonDerivedType(typeof(TextContent), "text")]
[JsonDerivedType(typeof(RatingContent), "rating")]
public abstract record MessageContent;

public sealed record TextContent(string Text) : MessageContent;

/// <summary>A tap on a rating button.</summary>
/// <param name="Value">Null: rate later.</param>
/// <param name="Comment">Said with it where the button has room for one, in a survey.</param>
public sealed record RatingContent(RatingValue? Value, string? Comment = null) : MessageContent;

/// <summary>What became of a message. The names are wire names.</summary>
public enum MessageOutcome
{
    Appended,
    Opened,
    Resumed,
    Rated,
    RatingChanged,
    Later,
    TooLate,
    NotExpected,
    Duplicate,
}
