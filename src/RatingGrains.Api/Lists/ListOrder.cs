using System.Collections.Frozen;
using System.Diagnostics.CodeAnalysis;
using System.Globalization;
using RatingGrains.Ports;

namespace RatingGrains.Api.Lists;

/// <summary>The orders of the list by their names, and the places in them that cursors stand for.</summary>
internal static class ListOrder
{
    private static readonly FrozenDictionary<string, ConversationSort> ByName = new Dictionary<string, ConversationSort>
    {
        ["-openedAt"] = ConversationSort.NewestOpened,
        ["openedAt"] = ConversationSort.OldestOpened,
        ["-closedAt"] = ConversationSort.NewestClosed,
        ["customerRating"] = ConversationSort.CustomerRating,
        ["supervisorRating"] = ConversationSort.SupervisorRating,
    }.ToFrozenDictionary();

    /// <summary>All names, for people.</summary>
    public static string Names { get; } =
        string.Join(", ", ByName.OrderBy(pair => pair.Value).Select(pair => pair.Key));

    public static bool TryParse(string name, out ConversationSort sort) => ByName.TryGetValue(name, out sort);

    /// <summary>The place of a row, bound to its order: in another order it means nothing.</summary>
    public static string PlaceOf(ListedConversation row, ConversationSort sort)
    {
        var position = row.PositionIn(sort);
        return string.Create(CultureInfo.InvariantCulture, $"{(int)sort} {position.Number} {position.Value}");
    }

    public static bool TryReadPlace(string place, ConversationSort sort, [NotNullWhen(true)] out ListPosition? position)
    {
        position = null;
        if (place.Split(' ') is not [var order, var number, var value]
            || order != ((int)sort).ToString(CultureInfo.InvariantCulture)
            || !long.TryParse(number, NumberStyles.None, CultureInfo.InvariantCulture, out var last))
            return false;
        position = new ListPosition(value, last);
        return true;
    }
}
