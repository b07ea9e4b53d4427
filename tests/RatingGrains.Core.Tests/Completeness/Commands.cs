using RatingGrains.Conversations;
using RatingGrains.Threads;
using static RatingGrains.Conversations.RatingValue;

namespace RatingGrains.Completeness;

/// <summary>Every command there is, each in the forms that rules tell apart.</summary>
internal static class Commands
{
    public static ConversationCommand[] All(ThreadId thread) =>
    [
        new Open(First, 17, thread, TextMessage("Hello"), null),
        new Open(First, 17, thread, TextMessage("Hello", "another"), Noon.AddDays(1)),
        .. Messages(thread),
        StartsAnother(),
        Accepts(Anna), Accepts(Boris), Accepts(Clara),
        Answers(Anna), Answers(Boris), new Answer(Anna, "Hello", Said: true),
        TransfersTo(Anna), TransfersTo(Boris), TransfersTo(Clara),
        Releases(Anna), Releases(Boris), new Release(),
        Finishes(Anna), Finishes(Clara), SupervisorFinishes(),
        MarksSpam(Anna), MarksSpam(Clara), new MarkSpam(null, "olga"),
        RatesByLink(Like), RatesByLink(Dislike, "Bad"), RatesByLink(Like, ""), PostponesByLink(),
        Reviews(1), Reviews(5, "Good"), Reviews(null, ""), Reviews(3, by: "anna"),
        DeliveryFails(1), DeliveryFails(2, Noon.AddDays(1)), DeliveryFails(null), DeliverySucceeds(1), DeliverySucceeds(null),
        TimePasses(),
    ];

    private static IEnumerable<ConversationCommand> Messages(ThreadId thread)
    {
        foreach (var newest in new[] { true, false })
        {
            foreach (var text in new[] { "Hello", "1", "0", "1 thank you", "👎" })
                yield return new Receive(thread, TextMessage(text, "m9"), newest);
            foreach (RatingValue? value in new RatingValue?[] { Like, Dislike, null })
                yield return new Receive(thread, Tap(value, "m9"), newest);
        }
        yield return new Receive(thread, TextMessage("Hello", "m9") with { CanSendUntil = Noon.AddDays(1) }, IsNewest: true);
        yield return new Receive(thread, Tap(Like, "m9") with { CanSendUntil = Noon }, IsNewest: true);
        var other = ThreadId.Of(Telegram, Web, ChatId.Parse("other"), CustomerId.Parse("other"));
        yield return new Receive(other, TextMessage("1"), IsNewest: true);
    }
}
