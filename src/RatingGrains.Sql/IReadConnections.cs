using System.Data.Common;

namespace RatingGrains.Sql;

/// <summary>Where the read side reads, and what differs between databases.</summary>
public interface IReadConnections
{
    /// <summary>An open connection; disposing it gives it back.</summary>
    ValueTask<DbConnection> OpenAsync(CancellationToken cancellationToken);

    /// <summary>Begins to read one view of the data, whatever is written meanwhile; ended by <c>COMMIT</c>.</summary>
    string BeginView { get; }

    /// <summary>Joins what leads to what follows. Where the planner would turn them round, this keeps the order.</summary>
    string JoinInOrder { get; }

    /// <summary>The conversations, <c>AS c</c>, where no more than number and opening are read: by an index that has both,
    /// where the planner would fetch whole rows.</summary>
    string Openings => "conversation AS c";

    /// <summary>How this database searches parts of words.</summary>
    ISearchSql Search { get; }

    /// <summary>The table that has each rated conversation under <c>rating, opened_at, number</c>, and may have more than
    /// is so; null where an index of the conversations serves.</summary>
    string? RatedTable => null;
}

/// <summary>Search in the folded texts of conversations: customer's name, customer's comment, supervisor's comment.</summary>
public interface ISearchSql
{
    /// <summary>A query for the <c>number</c>s of conversations that match the parameter.</summary>
    /// <param name="withCustomerComment">Whether the customer's comment is searched too.</param>
    string Numbers(string parameter, bool withCustomerComment);

    /// <summary>The parameter's value for a text that was folded by <see cref="SearchText"/>.</summary>
    string Pattern(string folded, bool withCustomerComment);
}
