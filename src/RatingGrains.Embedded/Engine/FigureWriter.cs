using Microsoft.Data.Sqlite;
using RatingGrains.Embedded.Storage;
using RatingGrains.Figures;

namespace RatingGrains.Embedded.Engine;

/// <summary>Moves figure cells by what the conversations of one commit changed; a busy agent's many ratings are one row.</summary>
internal sealed class FigureWriter(SqliteConnection connection) : IDisposable
{
    private readonly Statement _move = new(connection, """
        INSERT INTO figure_cell (channel, agent, quarter, conversations, likes, dislikes, stars1, stars2, stars3, stars4, stars5)
        VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)
        ON CONFLICT DO UPDATE SET conversations = conversations + excluded.conversations, likes = likes + excluded.likes,
          dislikes = dislikes + excluded.dislikes, stars1 = stars1 + excluded.stars1, stars2 = stars2 + excluded.stars2,
          stars3 = stars3 + excluded.stars3, stars4 = stars4 + excluded.stars4, stars5 = stars5 + excluded.stars5
        """);

    public void Write(FigureChanges changes)
    {
        foreach (var (key, counts) in changes.Cells)
        {
            _move.Bind(key.Channel.Value).Bind(key.Agent?.Value ?? "").Bind(key.Quarter);
            for (var i = 0; i < Counts.Kinds; i++)
                _move.Bind(counts[i]);
            _move.Run();
        }
    }

    public void Dispose() => _move.Dispose();
}
