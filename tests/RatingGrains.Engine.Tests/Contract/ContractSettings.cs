using RatingGrains.Agents;
using RatingGrains.Channels;

namespace RatingGrains.Contract;

/// <summary>A channel as the contract's tests use it.</summary>
public static class ContractSettings
{
    public static ChannelSettings Defaults { get; } = new(
        "Website", Active: true, Locale: "en", Agents: [new AgentId("anna"), new AgentId("boris")], AgentsSeeRatings: true,
        new RatingSettings(
            AskCustomer: true, AllowDuringConversation: true, CloseOnRating: false, Window: TimeSpan.FromDays(1),
            new RatingTexts("How was it?", "Thanks!", "Sorry!", "Too late."),
            new RatingTexts("Send 1 or 0", "Thanks!", "Sorry!", "Too late."), AcceptTrailingComment: false),
        new ClosingSettings(TimeSpan.FromMinutes(10), TimeSpan.FromHours(4)), Telegram: null, Origins: []);
}
