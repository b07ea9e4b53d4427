using RatingGrains.Channels;
using RatingGrains.Conversations;
using RatingGrains.Kernel;
using RatingGrains.Threads;

namespace RatingGrains.Api.Messengers;

/// <summary>What is to be said to a customer.</summary>
internal static class Told
{
    public static readonly EffectId Effect = new("conversation", "c-17", 3, 0);

    public static TellCustomer To(ConnectorId connector, string customer, string text, bool isRequest) => new(
        isRequest ? CustomerEventKind.RatingRequest : CustomerEventKind.Answer, new ConversationId("c-17"),
        ThreadId.Of(connector, new ChannelId("shop"), ChatId.Parse(customer), CustomerId.Parse(customer)), text,
        isRequest ? 1 : null);
}
