using System.Collections.Immutable;
using RatingGrains.Agents;
using RatingGrains.Channels;
using RatingGrains.Contract;
using RatingGrains.Conversations;
using RatingGrains.Kernel;
using RatingGrains.Ports;
using RatingGrains.Threads;

namespace RatingGrains.Wire;

/// <summary>One of each type that travels, with all of it filled.</summary>
internal static class Samples
{
    private static readonly DateTimeOffset Monday = new(2026, 3, 2, 9, 0, 0, TimeSpan.Zero);
    private static readonly ConversationId Id = new("0123456789abcdef01234567");
    private static readonly ThreadId Thread = new("sms|web|a%7Cb|zoë");
    private static readonly AgentId Anna = new("anna");
    private static readonly InboundMessage Message = new(
        MessageId.Parse("m1"), "Zoë Müller", new RatingContent(RatingValue.Dislike), MessageId.Parse("m0"), Id);

    private static readonly AgentItem Item = new(
        AgentItemKind.SupervisorRating, Id, 17, 3, Monday, RatingValue.Like, 5, "Fine", "olga", ConversationStatus.Closed);

    private static readonly ConversationState State = ConversationState.Unopened with
    {
        Id = Id,
        Number = 17,
        Thread = Thread,
        OpenedBy = MessageId.Parse("m1"),
        Phase = new Closing(Monday.AddMinutes(10)),
        Holder = Anna,
        Participants = [Anna],
        Request = new Outstanding(
            new Asked(
                1, Monday, Monday.AddDays(1), TimeSpan.FromDays(1), true, true,
                ContractSettings.Defaults.Rating.Text, new Attribution(Anna, new TeamId("support"), [Anna]),
                Message: 2), Later: true),
    };

    public static readonly ImmutableArray<object> All =
    [
        new Open(Id, 17, Thread, Message, Monday), new Receive(Thread, Message with { Content = new TextContent("1") }, true),
        new Supersede(), new Accept(Anna), new Answer(Anna, "Good morning"), new Transfer(new AgentId("boris"), Anna),
        new Release(Anna),
        new Finish(Anna, "anna"), new MarkSpam(null, "olga"), new RateAsCustomer(RatingValue.Dislike, "rude"),
        new PostponeRating(), new RateAsSupervisor("olga", 2, "slow"), new SettleDelivery(1, "blocked", Monday),
        new RememberDelivery(Id, MessageId.Parse("p1"), true, true, Monday), Message,
        new MessageReceipt(Id, MessageOutcome.Rated, Rejection.MessageIdReused),
        new ConversationReply(State, 4, Rejection.RatingOver, true), new ChannelReply(2, Rejection.PreconditionFailed),
        new ChannelEntry(new ChannelId("web"), ContractSettings.Defaults, 3), ContractSettings.Defaults,
        new AgentProfile("Anna", new TeamId("support")), Item,
        new OutboxEntry(
            new EffectId("conversation", "x", 3, 1), new TellAgent(Anna, Item), 2, Monday),
        new StoreUnavailableException("The disk is full."),
    ];
}
