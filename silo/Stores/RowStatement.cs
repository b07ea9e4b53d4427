using System.Collections.Immutable;

namespace RatingGrains.Silo.Stores;

/// <summary>A statement over many rows at once, written in the SQL that SQLite and PostgreSQL have in common.</summary>
/// <param name="Text"><c>{rows}</c> stands for the rows, as a table <c>r</c> with <c>column1</c>, <c>column2</c>, …;
/// <c>{ifAbsent}</c>, at the end of what adds rows, for passing over those that are there already, where the transaction
/// <see cref="StoreTransaction.LooksFirst"/>.</param>
internal sealed record RowStatement(string Text, params ImmutableArray<ColumnKind> Columns)
{
    public const string Rows = "{rows}";
    public const string IfAbsent = "{ifAbsent}";
}

/// <summary>What a column of the rows holds.</summary>
internal enum ColumnKind
{
    Number,
    Text,
    Bytes,
}
