using RatingGrains.Api.Http;
using RatingGrains.Api.Keys;
using RatingGrains.Channels;
using RatingGrains.Conversations;
using RatingGrains.Threads;

namespace RatingGrains.Api.Messages;

/// <summary>What came from a customer: exactly one of <c>text</c> and <c>rating</c>.</summary>
/// <param name="Connector">A visitor leaves this and the two ids out: the token says them.</param>
/// <param name="SentAt">By the sender's clock, which decides nothing: what counts is when it arrives here.</param>
internal sealed record MessageRequest(
    ConnectorId? Connector,
    ChatId? ChatId,
    CustomerId? UserId,
    string? UserName,
    MessageId MessageId,
    string? Text,
    MessageRating? Rating,
    MessageId? InReplyTo,
    DateTimeOffset? SentAt) : IRequest<MessageRequest>
{
    private const int NameMax = 200;
    private const int TextMax = 20_000;

    internal InboundMessage Message { get; private init; } = null!;

    public static MessageRequest Read(Fields fields)
    {
        var (visitor, text, rating) = (fields.Caller as VisitorCaller, fields["text"], fields["rating"]);
        if (text.IsGiven == rating.IsGiven)
            text.Report("Exactly one of text and rating.");
        var request = new MessageRequest(
            OfSender(visitor, fields["connector"]).Id<ConnectorId>(),
            OfSender(visitor, fields["chatId"]).Id<ChatId>(),
            OfSender(visitor, fields["userId"]).Id<CustomerId>(),
            fields["userName"].Text(NameMax) ?? visitor?.Name,
            fields["messageId"].Required().Id<MessageId>() ?? default,
            text.Text(TextMax, min: 1),
            rating.OneOf<MessageRating>(),
            fields["inReplyTo"].Id<MessageId>(),
            fields["sentAt"].Time());
        return request with
        {
            Message = new InboundMessage(request.MessageId, request.UserName, request.Content, request.InReplyTo),
        };
    }

    /// <summary>Null where a visitor names another thread than their own.</summary>
    public ThreadId? ThreadIn(ChannelId channel, Caller caller)
    {
        if (caller is not VisitorCaller { Thread: var own })
            return ThreadId.Of(Connector!.Value, channel, ChatId!.Value, UserId!.Value);
        var isOwn = (Connector is null || Connector == own.Connector) && (ChatId is null || ChatId == own.Chat)
            && (UserId is null || UserId == own.Customer);
        return isOwn ? own : null;
    }

    private MessageContent Content => Rating switch
    {
        null => new TextContent(Text ?? ""),
        MessageRating.Like => new RatingContent(RatingValue.Like),
        MessageRating.Dislike => new RatingContent(RatingValue.Dislike),
        _ => new RatingContent(null),
    };

    private static Field OfSender(VisitorCaller? visitor, Field field) => visitor is null ? field.Required() : field;
}

internal enum MessageRating
{
    Like,
    Dislike,
    Later,
}
