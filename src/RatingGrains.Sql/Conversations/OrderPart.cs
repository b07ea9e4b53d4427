using RatingGrains.Conversations;

namespace RatingGrains.Sql.Conversations;

/// <summary>One part of an order; the next begins where it ends.</summary>
/// <param name="Condition"><c>{rating}</c> stands for the customer's rating as the caller may see it.</param>
/// <param name="Column">Ordered by this column, then by number.</param>
/// <param name="Rating">The customer's rating that the condition asks for.</param>
internal sealed record OrderPart(string? Condition, string Column, bool Ascending = false, RatingValue? Rating = null)
{
    public static OrderPart Rated(RatingValue rating) => new($"{{rating}} = {(int)rating}", "opened_at", Rating: rating);

    public string OrderOf(string table) => Ascending
        ? $" ORDER BY {table}.{Column}, {table}.number"
        : $" ORDER BY {table}.{Column} DESC, {table}.number DESC";
}
