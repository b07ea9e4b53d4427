using RatingGrains.Sql;

namespace RatingGrains.Silo.Stores;

/// <summary>Searches parts of words by LIKE; PostgreSQL answers it from a trigram index where it has one.</summary>
internal sealed class LikeSearch : ISearchSql
{
    public string Numbers(string parameter, bool withCustomerComment) =>
        $"SELECT number FROM conversation_search WHERE {Like("name", parameter)} OR {Like("supervisor_comment", parameter)}"
        + (withCustomerComment ? $" OR {Like("customer_comment", parameter)}" : "");

    public string Pattern(string folded, bool withCustomerComment) =>
        "%" + StoredText.Clean(folded).Replace("\\", "\\\\").Replace("%", "\\%").Replace("_", "\\_") + "%";

    private static string Like(string column, string parameter) => $"{column} LIKE {parameter} ESCAPE '\\'";
}
