using System.Data.Common;
using RatingGrains.Agents;
using RatingGrains.Channels;
using RatingGrains.Figures;
using RatingGrains.Ports;

namespace RatingGrains.Sql.Figures;

/// <summary>Sums of figure cells by day. The database adds up what counts in the same quarter, so that what is read
/// grows with the days and not with the agents.</summary>
internal sealed class FigureDays(IReadConnections connections)
{
    /// <summary>Channels that one statement names at most.</summary>
    private const int ChannelsMax = 500;

    public async Task<IReadOnlyList<FigureOfDay>> OfAgentAsync(
        AgentId agent, Days days, CancellationToken cancellationToken) =>
        ByDay(await QuartersAsync(days, sql => $"agent = {sql.Value(agent.Value)}", cancellationToken), days);

    public async Task<IReadOnlyList<FigureOfDay>> OfChannelsAsync(
        IReadOnlyCollection<ChannelId> channels, Days days, CancellationToken cancellationToken)
    {
        var quarters = new List<Quarter>();
        foreach (var some in channels.Chunk(ChannelsMax))
        {
            quarters.AddRange(await QuartersAsync(
                days, sql => $"channel IN ({sql.Values(some, channel => channel.Value)})", cancellationToken));
        }
        return ByDay(quarters, days);
    }

    private Task<IReadOnlyList<Quarter>> QuartersAsync(
        Days days, Func<SqlText, string> whose, CancellationToken cancellationToken)
    {
        var sql = new SqlText();
        sql.Add("SELECT channel, quarter");
        foreach (var count in FigureCells.Columns)
            sql.Add($", CAST(SUM({count}) AS BIGINT)");
        sql.Add($" FROM figure_cell WHERE {whose(sql)}")
            .Add($" AND quarter >= {sql.Value(days.Begin)} AND quarter < {sql.Value(days.End)}")
            .Add(" GROUP BY channel, quarter");
        return connections.ListAsync(sql, Map, cancellationToken);
    }

    private static List<FigureOfDay> ByDay(IReadOnlyList<Quarter> quarters, Days days) =>
    [
        .. quarters.GroupBy(quarter => (quarter.Channel, Day: days.Find(quarter.Number))).Select(
            group => new FigureOfDay(
                group.Key.Channel, group.Key.Day, FigureCells.Sum(group.Select(quarter => quarter.Counts)))),
    ];

    private static Quarter Map(DbDataReader reader) =>
        new(new ChannelId(reader.GetString(0)), reader.GetInt64(1), FigureCells.CountsOf(reader));

    private readonly record struct Quarter(ChannelId Channel, long Number, Counts Counts);
}
