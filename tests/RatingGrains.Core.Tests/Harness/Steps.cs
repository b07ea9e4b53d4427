using RatingGrains.Agents;
using RatingGrains.Conversations;

namespace RatingGrains.Harness;

/// <summary>What people do, in words. A message belongs to the story's own thread; the story fills it in.</summary>
internal static class Steps
{
    public static ConversationCommand Types(string text, bool inNewest = true, string id = "m2") =>
        new Receive(default, TextMessage(text, id), inNewest);

    public static ConversationCommand Taps(RatingValue value, bool inNewest = true) =>
        new Receive(default, Tap(value, "m3"), inNewest);

    public static ConversationCommand TapsLater() => new Receive(default, Tap(null, "m4"), IsNewest: true);

    public static ConversationCommand RatesByLink(RatingValue value, string? comment = null) => new RateAsCustomer(value, comment);

    public static ConversationCommand PostponesByLink() => new PostponeRating();

    public static ConversationCommand StartsAnother() => new Supersede();

    public static ConversationCommand Accepts(AgentId agent) => new Accept(agent);

    public static ConversationCommand Answers(AgentId agent, string text = "Can I help?") => new Answer(agent, text);

    public static ConversationCommand TransfersTo(AgentId agent) => new Transfer(agent);

    public static ConversationCommand Releases(AgentId agent) => new Release(agent);

    public static ConversationCommand Finishes(AgentId agent) => new Finish(agent, agent.Value);

    public static ConversationCommand SupervisorFinishes() => new Finish(null, "olga");

    public static ConversationCommand MarksSpam(AgentId agent) => new MarkSpam(agent, agent.Value);

    public static ConversationCommand Reviews(int? stars, string? comment = null, string by = "olga") =>
        new RateAsSupervisor(by, stars, comment);

    public static ConversationCommand TimePasses() => new Tick();

    public static ConversationCommand DeliveryFails(int? request, DateTimeOffset? cannotSendUntil = null) =>
        new SettleDelivery(request, "blocked by the user", cannotSendUntil);

    public static ConversationCommand DeliverySucceeds(int? request) => new SettleDelivery(request, null, null);
}
