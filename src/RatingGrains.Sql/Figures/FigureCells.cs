using System.Data.Common;
using RatingGrains.Agents;
using RatingGrains.Channels;
using RatingGrains.Figures;
using RatingGrains.Ports;

namespace RatingGrains.Sql.Figures;

/// <summary>Sums of figure cells. All time is a cell of its own, so a summary reads a month of quarters at most.</summary>
internal sealed class FigureCells(IReadConnections connections)
{
    public async Task<IReadOnlyList<FigureGroup<ChannelId>>> OfAgentAsync(
        AgentId agent, Periods periods, CancellationToken cancellationToken) =>
        Group(
            await CellsAsync("channel", "agent", agent.Value, periods, cancellationToken), periods,
            key => new ChannelId(key));

    public async Task<IReadOnlyList<FigureGroup<AgentId?>>> OfChannelAsync(
        ChannelId channel, Periods periods, CancellationToken cancellationToken) =>
        Group(
            await CellsAsync("agent", "channel", channel.Value, periods, cancellationToken), periods,
            key => key.Length == 0 ? (AgentId?)null : new AgentId(key));

    private Task<IReadOnlyList<Cell>> CellsAsync(
        string group, string owner, string id, Periods periods, CancellationToken cancellationToken)
    {
        var sql = new SqlText();
        sql.Add($"SELECT {group}, quarter, conversations, likes, dislikes, stars1, stars2, stars3, stars4, stars5")
            .Add($" FROM figure_cell WHERE {owner} = {sql.Value(id)}")
            .Add($" AND (quarter = {CellKey.AllTime} OR quarter >= {sql.Value(periods.Last30Days)})");
        return connections.ListAsync(sql, Map, cancellationToken);
    }

    private static List<FigureGroup<TKey>> Group<TKey>(
        IReadOnlyList<Cell> cells, Periods periods, Func<string, TKey> key) =>
    [
        .. cells.GroupBy(cell => cell.Group).OrderBy(group => group.Key, StringComparer.Ordinal).Select(group => new FigureGroup<TKey>(
            key(group.Key),
            Sum(group.Where(cell => cell.Quarter >= periods.Today)),
            Sum(group.Where(cell => cell.Quarter >= periods.Last7Days)),
            Sum(group.Where(cell => cell.Quarter >= periods.Last30Days)),
            Sum(group.Where(cell => cell.Quarter == CellKey.AllTime)))),
    ];

    private static Counts Sum(IEnumerable<Cell> cells)
    {
        var sum = new Counts();
        foreach (var cell in cells)
            sum.Add(cell.Counts);
        return sum;
    }

    private static Cell Map(DbDataReader reader)
    {
        var counts = new Counts();
        for (var i = 0; i < Counts.Kinds; i++)
            counts[i] = reader.GetInt64(i + 2);
        return new Cell(reader.GetString(0), reader.GetInt64(1), counts);
    }

    private readonly record struct Cell(string Group, long Quarter, Counts Counts);
}
