using System.Data.Common;
using RatingGrains.Agents;
using RatingGrains.Channels;
using RatingGrains.Figures;
using RatingGrains.Ports;

namespace RatingGrains.Sql.Figures;

/// <summary>Sums of figure cells. All time is a cell of its own, so a summary reads a month of quarters at most.</summary>
internal sealed class FigureCells(IReadConnections connections)
{
    /// <summary>The counts, in the order of <see cref="FigureKind"/>.</summary>
    public static readonly string[] Columns =
        ["conversations", "likes", "dislikes", "stars1", "stars2", "stars3", "stars4", "stars5"];

    /// <summary>Group and quarter stand before the counts.</summary>
    private const int ColumnsBefore = 2;

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
        sql.Add($"SELECT {group}, quarter, {string.Join(", ", Columns)}")
            .Add($" FROM figure_cell WHERE {owner} = {sql.Value(id)}")
            .Add($" AND (quarter = {CellKey.AllTime} OR quarter >= {sql.Value(periods.Last30Days)})");
        return connections.ListAsync(sql, Map, cancellationToken);
    }

    private static List<FigureGroup<TKey>> Group<TKey>(
        IReadOnlyList<Cell> cells, Periods periods, Func<string, TKey> key) =>
    [
        .. cells.GroupBy(cell => cell.Group).OrderBy(group => group.Key, StringComparer.Ordinal).Select(group => new FigureGroup<TKey>(
            key(group.Key),
            Since(group, periods.Today), Since(group, periods.Last7Days), Since(group, periods.Last30Days),
            Sum(group.Where(cell => cell.Quarter == CellKey.AllTime).Select(cell => cell.Counts)))),
    ];

    private static Counts Since(IEnumerable<Cell> cells, long quarter) =>
        Sum(cells.Where(cell => cell.Quarter >= quarter).Select(cell => cell.Counts));

    public static Counts Sum(IEnumerable<Counts> all)
    {
        var sum = new Counts();
        foreach (var counts in all)
            sum.Add(counts);
        return sum;
    }

    public static Counts CountsOf(DbDataReader reader)
    {
        var counts = new Counts();
        for (var i = 0; i < Counts.Kinds; i++)
            counts[i] = reader.GetInt64(i + ColumnsBefore);
        return counts;
    }

    private static Cell Map(DbDataReader reader) => new(reader.GetString(0), reader.GetInt64(1), CountsOf(reader));

    private readonly record struct Cell(string Group, long Quarter, Counts Counts);
}
