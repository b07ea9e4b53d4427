using System.Collections.Immutable;
using System.Net.ServerSentEvents;
using System.Text.Json.Serialization;
using RatingGrains.Api.Messages;
using RatingGrains.Channels;
using RatingGrains.Conversations;
using RatingGrains.Ports;
using RatingGrains.Threads;

namespace RatingGrains.Api.Streams;

/// <summary>What a connector is to send to a customer.</summary>
/// <param name="Id">Where a connector says what became of it, and where the stream resumes.</param>
/// <param name="Buttons">With a request for a rating: what a native button sends back as <c>rating</c>.</param>
internal sealed record CustomerEventView(
    long Id,
    CustomerEventKind Type,
    ConversationId ConversationId,
    ConnectorId Connector,
    ChatId ChatId,
    CustomerId UserId,
    string Text,
    [property: JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)] IReadOnlyList<RatingButton>? Buttons,
    DateTimeOffset At)
{
    private static readonly ImmutableArray<RatingButton> RatingButtons =
        [new(MessageRating.Like), new(MessageRating.Dislike), new(MessageRating.Later)];

    public static SseItem<CustomerEventView> Event(CustomerEvent happened)
    {
        var view = new CustomerEventView(
            happened.Sequence, happened.Kind, happened.Conversation, happened.Thread.Connector, happened.Thread.Chat,
            happened.Thread.Customer, happened.Text,
            happened.Kind == CustomerEventKind.RatingRequest ? RatingButtons : null, happened.At);
        return LiveStream.Event(happened.Sequence, view);
    }
}

internal sealed record RatingButton(MessageRating Rating);
