namespace RatingGrains.Api.Http;

/// <summary>One page of a list.</summary>
/// <param name="NextCursor">Where the next page begins; null on the last one.</param>
internal sealed record Page<T>(IReadOnlyList<T> Items, string? NextCursor);

internal static class Pages
{
    /// <summary>Makes a page of one row more than was asked for: the extra row says that more follow.</summary>
    public static Page<TItem> Of<TRow, TItem>(
        IReadOnlyList<TRow> rows, int limit, Func<TRow, TItem> show, Func<TRow, string> cursorAfter)
    {
        var more = rows.Count > limit;
        var items = new TItem[more ? limit : rows.Count];
        for (var i = 0; i < items.Length; i++)
            items[i] = show(rows[i]);
        return new Page<TItem>(items, more ? Cursor.Write(cursorAfter(rows[limit - 1])) : null);
    }

    /// <summary>A page of what is in memory anyway, ordered by <paramref name="key"/>.</summary>
    public static Page<TItem> Of<TRow, TItem>(
        IEnumerable<TRow> all, string? after, int limit, Func<TRow, string> key, Func<TRow, TItem> show)
    {
        var rows = all.Where(row => after is null || string.CompareOrdinal(key(row), after) > 0)
            .OrderBy(key, StringComparer.Ordinal).Take(limit + 1).ToList();
        return Of(rows, limit, show, key);
    }
}
