using RatingGrains.Agents;
using RatingGrains.Channels;
using RatingGrains.Conversations;
using RatingGrains.Figures;

namespace RatingGrains.Harness;

/// <summary>Counts conversations one by one, the plain way, to hold the kept figures against.</summary>
internal sealed class Tally
{
    private readonly Dictionary<(CellKey Cell, FigureKind Kind), long> _counts = [];

    /// <summary>Every count that is not nought.</summary>
    public HashSet<(CellKey, FigureKind, long)> Cells => [.. _counts.Select(c => (c.Key.Cell, c.Key.Kind, c.Value))];

    public static HashSet<(CellKey, FigureKind, long)> Of(FigureChanges kept)
    {
        var cells = new HashSet<(CellKey, FigureKind, long)>();
        foreach (var (cell, counts) in kept.Cells)
        {
            foreach (var kind in Enum.GetValues<FigureKind>())
            {
                if (counts[(int)kind] != 0)
                    cells.Add((cell, kind, counts[(int)kind]));
            }
        }
        return cells;
    }

    public void Count(ChannelId channel, ConversationState state)
    {
        if (state is { Finish: { } finish, FinishedAt: { } finishedAt } && state.Status != ConversationStatus.Spam)
            Add(channel, finish.Agent, finishedAt, FigureKind.Conversation);
        if (state.CustomerRating is { } rating)
            Add(channel, rating.Attribution.Agent, rating.At, rating.Value == RatingValue.Like ? FigureKind.Like : FigureKind.Dislike);
        if (state.SupervisorRating is { Stars: { } stars } review)
            Add(channel, review.Attribution.Agent, review.At, Enum.GetValues<FigureKind>()[2 + stars]);
    }

    private void Add(ChannelId channel, AgentId? agent, DateTimeOffset at, FigureKind kind)
    {
        foreach (var quarter in new[] { CellKey.AllTime, at.ToUnixTimeSeconds() / 900 })
        {
            var key = (new CellKey(channel, agent, quarter), kind);
            _counts[key] = _counts.GetValueOrDefault(key) + 1;
        }
    }
}
