using System.Collections.Immutable;
using RatingGrains.Agents;
using RatingGrains.Channels;
using RatingGrains.Ports;

namespace RatingGrains.Api.Summaries;

/// <summary>Figures of an agent.</summary>
/// <param name="Zone">Whose days the periods are.</param>
/// <param name="At">The moment at which today is today.</param>
/// <param name="HiddenIn">Channels whose customers' ratings are hidden from the caller, and in no figure here.</param>
internal sealed record AgentSummaryView(
    AgentId AgentId,
    string Zone,
    DateTimeOffset At,
    FigureView Today,
    FigureView Last7Days,
    FigureView Last30Days,
    FigureView All,
    IReadOnlyDictionary<string, FigurePartView> ByChannel,
    IReadOnlyList<ChannelId> HiddenIn,
    IReadOnlyDictionary<string, FigureDefinition> Definitions)
{
    public static AgentSummaryView From(
        AgentId agent, SummaryTime time, IReadOnlyList<FigureGroup<ChannelId>> channels, Func<ChannelId, bool> isHidden)
    {
        var sum = FigureTotals.Of(channels, isHidden);
        return new AgentSummaryView(
            agent, time.Zone.Id, time.Now, sum.Today, sum.Last7Days, sum.Last30Days, sum.All,
            channels.ToDictionary(group => group.Key.Value, group => FigurePartView.Of(group, isHidden(group.Key))),
            [.. channels.Select(group => group.Key).Where(isHidden)], FigureDefinition.All);
    }
}

/// <summary>Figures of a channel.</summary>
/// <param name="Unassigned">Of conversations that nobody held; null where there are none.</param>
internal sealed record ChannelSummaryView(
    ChannelId ChannelId,
    string Zone,
    DateTimeOffset At,
    FigureView Today,
    FigureView Last7Days,
    FigureView Last30Days,
    FigureView All,
    IReadOnlyDictionary<string, FigurePartView> ByAgent,
    FigurePartView? Unassigned,
    IReadOnlyDictionary<string, FigureDefinition> Definitions)
{
    public static ChannelSummaryView From(
        ChannelId channel, SummaryTime time, IReadOnlyList<FigureGroup<AgentId?>> agents)
    {
        var sum = FigureTotals.Of(agents, _ => false);
        var unassigned = agents.FirstOrDefault(group => group.Key is null);
        return new ChannelSummaryView(
            channel, time.Zone.Id, time.Now, sum.Today, sum.Last7Days, sum.Last30Days, sum.All,
            agents.Where(group => group.Key is not null).ToDictionary(
                group => group.Key!.Value.Value, group => FigurePartView.Of(group, withoutCustomers: false)),
            unassigned is null ? null : FigurePartView.Of(unassigned, withoutCustomers: false), FigureDefinition.All);
    }
}

/// <summary>How figures are defined, so that two of one name are never two things.</summary>
/// <param name="Variant">Which of the definition's readings: shares and means count on the day of the rating, finished
/// conversations on the day they were finished.</param>
internal sealed record FigureDefinition(string Definition, string Variant)
{
    public static ImmutableSortedDictionary<string, FigureDefinition> All { get; } =
        new Dictionary<string, FigureDefinition>
        {
            ["conversations"] = new("finishedConversations", "byFinishDate"),
            ["likes"] = new("likes", "byRatingDate"),
            ["dislikes"] = new("dislikes", "byRatingDate"),
            ["likeShare"] = new("csatShare", "byRatingDate"),
            ["likeShareLow"] = new("csatShareWilson95Low", "byRatingDate"),
            ["likeShareHigh"] = new("csatShareWilson95High", "byRatingDate"),
            ["stars"] = new("supervisorScoreHistogram", "byRatingDate"),
            ["starsMean"] = new("supervisorScoreMean", "byRatingDate"),
        }.ToImmutableSortedDictionary(StringComparer.Ordinal);
}
