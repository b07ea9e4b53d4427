using RatingGrains.Channels;
using static RatingGrains.Conversations.RatingValue;

namespace RatingGrains.Completeness;

/// <summary>Every kind of state that a conversation can be in, reached as a shell would reach it.</summary>
internal static class Situations
{
    private static readonly TimeSpan Short = TimeSpan.FromMinutes(1);

    public static IEnumerable<(string Name, ConversationStory Story)> All(ConnectorId connector) =>
        [.. Open(connector), .. Closing(connector), .. Resumed(connector), .. Unasked(connector), .. Closed(connector), .. Spam(connector)];

    private static IEnumerable<(string, ConversationStory)> Open(ConnectorId connector) =>
    [
        ("unopened", Conversation.On(connector)),
        ("new", Conversation.New(connector)),
        ("new, cannot send", Conversation.On(connector).GivenOpened(cannotSendUntil: Noon.AddHours(1))),
        ("accepted", Conversation.New(connector).Given(Accepts(Anna))),
        ("waiting for agent", Conversation.Held(connector).Given(Types("Hm"))),
        ("waiting for customer", Conversation.Held(connector)),
        ("waiting for ever", Conversation.New(connector)
            .WithClosing(c => c with { AfterSilence = null }).Given(Answers(Anna))),
        ("handed over", Conversation.Held(connector).Given(TransfersTo(Boris))),
        ("reviewed", Conversation.Held(connector).Given(Reviews(2, "Look"))),
    ];

    private static IEnumerable<(string, ConversationStory)> Closing(ConnectorId connector) =>
    [
        ("closing, sent", Conversation.Asked(connector)),
        ("closing, sent for ever", Conversation.AskedForEver(connector)),
        ("closing, later", Conversation.Asked(connector).Given(PostponesByLink())),
        ("closing, answered", Conversation.Asked(connector).Given(RatesByLink(Like, "Good"))),
        ("closing, answered for ever", Conversation.AskedForEver(connector).Given(RatesByLink(Dislike))),
        ("closing, expired", Expired(connector)),
        ("closing, undelivered", Conversation.Asked(connector).Given(DeliveryFails(1))),
        ("closing, closes on rating", Conversation.Held(connector)
            .WithRating(r => r with { CloseOnRating = true, AcceptTrailingComment = true }).Given(Finishes(Anna))),
    ];

    private static IEnumerable<(string, ConversationStory)> Resumed(ConnectorId connector) =>
    [
        ("resumed, withdrawn", Conversation.Asked(connector).Given(Types("More"))),
        ("resumed, answered", Conversation.Asked(connector).Given(RatesByLink(Like), Types("More"))),
        ("resumed, expired", Expired(connector).Given(Types("More"))),
        ("resumed, undelivered", Conversation.Asked(connector).Given(DeliveryFails(1), Types("More"))),
        ("asked twice", Conversation.Asked(connector).Given(Types("More"), Finishes(Anna))),
    ];

    private static IEnumerable<(string, ConversationStory)> Unasked(ConnectorId connector) =>
    [
        ("closed, feature off", Conversation.Held(connector).WithPlan(customerRating: false).Given(Finishes(Anna))),
        ("closed, inactive", Conversation.Held(connector).With(c => c with { Active = false }).Given(Finishes(Anna))),
        ("closed, disabled", Conversation.Held(connector)
            .WithRating(r => r with { AskCustomer = false }).Given(Finishes(Anna))),
        ("closed, cannot send", Conversation.On(connector)
            .GivenOpened(cannotSendUntil: Noon.AddHours(1)).Given(Finishes(Anna))),
        ("closed, already rated", Conversation.Asked(connector)
            .Given(RatesByLink(Like), Types("More"), Finishes(Anna))),
        ("closed, nobody's", Conversation.New(connector)
            .WithRating(r => r with { AskCustomer = false }).Given(SupervisorFinishes())),
    ];

    private static IEnumerable<(string, ConversationStory)> Closed(ConnectorId connector) =>
    [
        ("closed, sent", Conversation.Asked(connector).Given(Finishes(Anna))),
        ("closed, sent for ever", Conversation.AskedForEver(connector).Given(Finishes(Anna))),
        ("closed, later", Conversation.Asked(connector).Given(PostponesByLink(), Finishes(Anna))),
        ("closed, answered", Conversation.Asked(connector).Given(RatesByLink(Dislike, "Bad"), Finishes(Anna), Reviews(1))),
        ("closed, expired", Conversation.Asked(connector).After(Window).Given(TimePasses())),
        ("closed, superseded", Conversation.AskedForEver(connector).Given(Finishes(Anna), StartsAnother())),
        ("closed, undelivered", Conversation.Asked(connector).Given(DeliveryFails(1), Finishes(Anna))),
        ("closed, undelivered for ever", Conversation.AskedForEver(connector).Given(DeliveryFails(1), Finishes(Anna))),
        ("closed, undelivered and superseded", Conversation.AskedForEver(connector)
            .Given(DeliveryFails(1), Finishes(Anna), StartsAnother())),
    ];

    private static IEnumerable<(string, ConversationStory)> Spam(ConnectorId connector) =>
    [
        ("spam, never asked", Conversation.New(connector).Given(MarksSpam(Anna))),
        ("spam, withdrawn", Conversation.Asked(connector).Given(MarksSpam(Anna))),
        ("spam, answered", Conversation.Asked(connector).Given(RatesByLink(Like), MarksSpam(Anna))),
    ];

    private static ConversationStory Expired(ConnectorId connector) => Conversation.Held(connector)
        .WithRating(r => r with { Window = Short })
        .Given(Finishes(Anna))
        .After(Short).Given(TimePasses());
}
