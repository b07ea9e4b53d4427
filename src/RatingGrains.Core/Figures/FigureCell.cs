using System.Runtime.CompilerServices;
using RatingGrains.Agents;
using RatingGrains.Channels;

namespace RatingGrains.Figures;

/// <summary>Where a contribution counts: one channel, one agent, one quarter of an hour. Every day of every IANA zone
/// that is in use begins and ends at a quarter of an hour, so days of any zone are sums of cells.</summary>
/// <param name="Quarter">Quarters of an hour since 1970-01-01 UTC, or <see cref="AllTime"/>.</param>
public readonly record struct CellKey(ChannelId Channel, AgentId? Agent, long Quarter)
{
    /// <summary>The cell that holds the sum of all quarters.</summary>
    public const long AllTime = -1;

    public static readonly TimeSpan Width = TimeSpan.FromMinutes(15);

    public static long QuarterOf(DateTimeOffset at) => Math.Max(0, at.ToUnixTimeMilliseconds() / (long)Width.TotalMilliseconds);
}

/// <summary>Counts by <see cref="FigureKind"/>.</summary>
[InlineArray(Kinds)]
public struct Counts
{
    public const int Kinds = 8;

    private long _first;

    public void Add(in Counts other)
    {
        for (var i = 0; i < Kinds; i++)
            this[i] += other[i];
    }

    /// <summary>What is left for those from whom customers' ratings are hidden.</summary>
    public readonly Counts WithoutCustomers()
    {
        var left = this;
        left[(int)FigureKind.Like] = left[(int)FigureKind.Dislike] = 0;
        return left;
    }
}

/// <summary>Differences to cells, gathered over many conversations before they are written at once.</summary>
public sealed class FigureChanges
{
    private readonly Dictionary<CellKey, Counts> _changes = [];

    public IReadOnlyDictionary<CellKey, Counts> Cells => _changes;

    /// <summary>The conversation contributed <paramref name="before"/> and now contributes <paramref name="after"/>.</summary>
    public void Move(ChannelId channel, in Standing before, in Standing after)
    {
        Move(channel, before.Finish, after.Finish);
        Move(channel, before.Customer, after.Customer);
        Move(channel, before.Supervisor, after.Supervisor);
    }

    public void Clear() => _changes.Clear();

    private void Move(ChannelId channel, Contribution? before, Contribution? after)
    {
        if (before == after)
            return;
        if (before is { } gone)
            Add(channel, gone, -1);
        if (after is { } come)
            Add(channel, come, 1);
    }

    private void Add(ChannelId channel, Contribution contribution, long difference)
    {
        Add(new CellKey(channel, contribution.Agent, CellKey.QuarterOf(contribution.At)), contribution.Kind, difference);
        Add(new CellKey(channel, contribution.Agent, CellKey.AllTime), contribution.Kind, difference);
    }

    private void Add(CellKey key, FigureKind kind, long difference)
    {
        ref var counts = ref System.Runtime.InteropServices.CollectionsMarshal.GetValueRefOrAddDefault(_changes, key, out _);
        counts[(int)kind] += difference;
    }
}
