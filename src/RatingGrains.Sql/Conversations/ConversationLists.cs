using System.Data;
using System.Data.Common;
using System.Globalization;
using System.Runtime.CompilerServices;
using RatingGrains.Conversations;
using RatingGrains.Ports;

namespace RatingGrains.Sql.Conversations;

/// <summary>Pages and exports of conversations.</summary>
internal sealed class ConversationLists(IReadConnections connections)
{
    public async Task<IReadOnlyList<ListedConversation>> ListAsync(
        ConversationQuery query, ListPosition? after, int limit, CancellationToken cancellationToken)
    {
        var sql = new ConversationListSql(query, connections);
        var (part, value) = Read(after, sql.Parts.Length);
        await using var connection = await connections.OpenAsync(cancellationToken);
        var rows = await SqlReading.ListAsync(
            connection, sql.Select(sql.Parts[part], value, after?.Number, limit), ConversationListSql.Map, cancellationToken);
        if (rows.Count == limit || part == sql.Parts.Length - 1)
            return rows;

        var page = new List<ListedConversation>(rows);
        while (page.Count < limit && ++part < sql.Parts.Length)
        {
            page.AddRange(await SqlReading.ListAsync(
                connection, sql.Select(sql.Parts[part], null, null, limit - page.Count), ConversationListSql.Map,
                cancellationToken));
        }
        return page;
    }

    /// <exception cref="ArgumentException">The order has several parts, and rows are skipped in one.</exception>
    public async Task<IReadOnlyList<ListedConversation>> ListFromAsync(
        ConversationQuery query, long skip, int limit, CancellationToken cancellationToken)
    {
        var sql = new ConversationListSql(query, connections);
        if (sql.Parts is not [var whole])
            throw new ArgumentException($"Rows cannot be skipped in the order {query.Sort}.", nameof(query));
        return await connections.ListAsync(
            sql.Select(whole, null, null, limit, skip), ConversationListSql.Map, cancellationToken);
    }

    public async Task<long> CountAsync(ConversationQuery query, CancellationToken cancellationToken)
    {
        var sql = new ConversationListSql(query, connections).Count();
        return (await connections.ListAsync(sql, reader => reader.GetInt64(0), cancellationToken))[0];
    }

    public async Task<ConversationId?> FindAsync(long number, CancellationToken cancellationToken)
    {
        var sql = new SqlText();
        sql.Add($"SELECT id FROM conversation WHERE number = {sql.Value(number)}");
        var found = await connections.ListAsync(sql, reader => new ConversationId(reader.GetString(0)), cancellationToken);
        return found.Count == 0 ? null : found[0];
    }

    public async IAsyncEnumerable<ListedConversation> ExportAsync(
        ConversationQuery query, [EnumeratorCancellation] CancellationToken cancellationToken)
    {
        var sql = new ConversationListSql(query, connections);
        await using var connection = await connections.OpenAsync(cancellationToken);
        await ExecuteAsync(connection, connections.BeginView, cancellationToken);
        try
        {
            foreach (var part in sql.Parts)
            {
                var rows = SqlReading.StreamAsync(
                    connection, sql.Select(part, null, null, null), ConversationListSql.Map, cancellationToken);
                await foreach (var row in rows)
                    yield return row;
            }
        }
        finally
        {
            // A connection that broke has nothing to end.
            if (connection.State == ConnectionState.Open)
                await ExecuteAsync(connection, "COMMIT", CancellationToken.None);
        }
    }

    private static async Task ExecuteAsync(DbConnection connection, string sql, CancellationToken cancellationToken)
    {
        await using var command = connection.CreateCommand();
        command.CommandText = sql;
        await SqlReading.AskAsync(() => command.ExecuteNonQueryAsync(cancellationToken));
    }

    /// <exception cref="FormatException">The position is not one of ours.</exception>
    private static (int Part, long? Value) Read(ListPosition? position, int parts)
    {
        if (position is null)
            return (0, null);
        var dot = position.Value.IndexOf('.');
        if (dot > 0 && int.TryParse(position.Value.AsSpan(0, dot), CultureInfo.InvariantCulture, out var part)
            && part >= 0 && part < parts
            && long.TryParse(position.Value.AsSpan(dot + 1), CultureInfo.InvariantCulture, out var value))
            return (part, value);
        throw new FormatException("Not a position of this list.");
    }
}
