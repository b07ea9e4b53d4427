using RatingGrains.Figures;
using RatingGrains.Silo.Stores;
using static RatingGrains.Silo.Stores.ColumnKind;

namespace RatingGrains.Silo.ReadSide;

/// <summary>Moves figure cells. Last in the transaction and in the order of their keys, because many conversations of all
/// silos meet in the same cells.</summary>
internal static class FigureTable
{
    private static readonly RowStatement Move = new(
        """
        INSERT INTO figure_cell (channel, quarter, agent, conversations, likes, dislikes, stars1, stars2, stars3, stars4, stars5)
        SELECT * FROM {rows} WHERE true
        ON CONFLICT (channel, quarter, agent) DO UPDATE SET
          conversations = figure_cell.conversations + excluded.conversations, likes = figure_cell.likes + excluded.likes,
          dislikes = figure_cell.dislikes + excluded.dislikes, stars1 = figure_cell.stars1 + excluded.stars1,
          stars2 = figure_cell.stars2 + excluded.stars2, stars3 = figure_cell.stars3 + excluded.stars3,
          stars4 = figure_cell.stars4 + excluded.stars4, stars5 = figure_cell.stars5 + excluded.stars5
        """,
        Text, Number, Text, Number, Number, Number, Number, Number, Number, Number, Number);

    public static Task WriteAsync(
        StoreTransaction transaction, FigureChanges changes, CancellationToken cancellationToken) =>
        transaction.RunAsync(
            Move,
            [
                .. changes.Cells.Where(cell => IsMoved(cell.Value))
                    .OrderBy(cell => cell.Key.Channel.Value, StringComparer.Ordinal).ThenBy(cell => cell.Key.Quarter)
                    .ThenBy(cell => cell.Key.Agent?.Value ?? "", StringComparer.Ordinal)
                    .Select(cell => Row(cell.Key, cell.Value)),
            ],
            cancellationToken);

    private static bool IsMoved(Counts counts)
    {
        foreach (var count in (ReadOnlySpan<long>)counts)
        {
            if (count != 0)
                return true;
        }
        return false;
    }

    private static object?[] Row(CellKey key, Counts counts)
    {
        var row = new object?[Counts.Kinds + 3];
        (row[0], row[1], row[2]) = (key.Channel.Value, key.Quarter, key.Agent?.Value ?? "");
        for (var i = 0; i < Counts.Kinds; i++)
            row[i + 3] = counts[i];
        return row;
    }
}
