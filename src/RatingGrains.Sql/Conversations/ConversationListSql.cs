using System.Collections.Immutable;
using System.Data.Common;
using RatingGrains.Agents;
using RatingGrains.Channels;
using RatingGrains.Conversations;
using RatingGrains.Ports;

namespace RatingGrains.Sql.Conversations;

/// <summary>Writes the SQL of a list. An order with several parts (rated, then unrated) is read part by part, so that
/// each part is one walk along an index and a page costs the same wherever it is.</summary>
internal sealed class ConversationListSql(ConversationQuery query, IReadConnections connections)
{
    private const string Rows = "conversation AS c";

    private readonly Visibility.OfAgent? _agent = query.Visibility as Visibility.OfAgent;
    private readonly ConversationConditionsSql _conditions = new(query, connections);

    /// <summary>The parts of the order, one after the other.</summary>
    public ImmutableArray<OrderPart> Parts { get; } = query.Sort switch
    {
        ConversationSort.NewestOpened => [new(null, "opened_at")],
        ConversationSort.OldestOpened => [new(null, "opened_at", Ascending: true)],
        ConversationSort.NewestClosed => [new("c.closed_at IS NOT NULL", "closed_at"), new("c.closed_at IS NULL", "opened_at")],
        ConversationSort.CustomerRating =>
        [
            OrderPart.Rated(RatingValue.Dislike), OrderPart.Rated(RatingValue.Like), new("{rating} IS NULL", "opened_at"),
        ],
        ConversationSort.SupervisorRating =>
        [
            .. Enumerable.Range(1, 5).Select(stars => new OrderPart($"c.supervisor_rating = {stars}", "opened_at")),
            new("c.supervisor_rating IS NULL", "opened_at"),
        ],
        ConversationSort.LowestNumber => [new(null, "number", Ascending: true)],
        ConversationSort.HighestNumber => [new(null, "number")],
        _ => throw new System.Diagnostics.UnreachableException(),
    };

    /// <summary>The statement for one part, from after a position on.</summary>
    /// <param name="skip">Rows to leave out, where there is a limit.</param>
    public SqlText Select(OrderPart part, long? afterValue, long? afterNumber, int? limit, long skip = 0)
    {
        var sql = new SqlText();
        sql.Add("SELECT c.id, c.number, c.channel, c.connector, c.customer_id, c.customer_name, c.status, c.agent, c.team, ")
            .Add("c.opened_at, c.finished_at, c.closed_at, ")
            .Add(_conditions.CustomerRating(sql)).Add(", ").Add(_conditions.CustomerComment(sql))
            .Add(", c.supervisor_rating, c.supervisor_comment, c.request, c.reason FROM ");
        var isPageOfMany = query.Search is not null && limit is not null;
        // Many may match of which few are shown: their numbers are sorted, and only the page's rows are fetched.
        if (isPageOfMany)
            sql.Add("(SELECT c.number FROM ");
        var rated = RatedBy(part);
        var lead = rated is null ? "c" : "k";
        var conditions = _conditions.Of(sql, part).ToList();
        var isOpeningsOnly = isPageOfMany && conditions is [] && part.Column == "opened_at";
        sql.Add(Source(sql, rated, isOpeningsOnly ? connections.Openings : Rows)).Add(" WHERE 1 = 1");
        foreach (var condition in conditions)
            sql.Add(" AND ").Add(condition);
        if (afterValue is { } value && afterNumber is { } number)
        {
            sql.Add($" AND ({lead}.{part.Column}, {lead}.number) {(part.Ascending ? ">" : "<")} ")
                .Add($"({sql.Value(value)}, {sql.Value(number)})");
        }
        if (rated is { } ofRating)
        {
            sql.Add($" AND k.rating = {(int)ofRating}");
            foreach (var condition in _conditions.Opened(sql, lead))
                sql.Add(" AND ").Add(condition);
        }
        sql.Add(part.OrderOf(lead));
        if (limit is { } rows)
            sql.Add($" LIMIT {sql.Value(rows)}");
        if (skip > 0)
            sql.Add($" OFFSET {sql.Value(skip)}");
        if (isPageOfMany)
            sql.Add($") AS page {connections.JoinInOrder} conversation AS c ON c.number = page.number").Add(part.OrderOf("c"));
        return sql;
    }

    /// <summary>How many rows there are in all parts.</summary>
    public SqlText Count()
    {
        var sql = new SqlText();
        sql.Add("SELECT count(*) FROM ").Add(Source(sql, null, Rows)).Add(" WHERE 1 = 1");
        foreach (var condition in _conditions.Of(sql, new OrderPart(null, "number")))
            sql.Add(" AND ").Add(condition);
        return sql;
    }

    public static ListedConversation Map(DbDataReader reader) => new(
        new ConversationId(reader.GetString(0)),
        reader.GetInt64(1),
        new ChannelId(reader.GetString(2)),
        new ConnectorId(reader.GetString(3)),
        reader.GetString(4),
        reader.Text(5),
        (ConversationStatus)reader.GetInt32(6),
        reader.Text(7) is { } agent ? new AgentId(agent) : null,
        reader.Text(8) is { } team ? new TeamId(team) : null,
        reader.Instant(9),
        reader.MaybeInstant(10),
        reader.MaybeInstant(11),
        (RatingValue?)reader.MaybeInt(12),
        reader.Text(13),
        reader.MaybeInt(14),
        reader.Text(15),
        (RequestState)reader.GetInt32(16),
        (RequestReason?)reader.MaybeInt(17));

    /// <summary>The rating that all of the part have, where a table of the rated leads to them in their order.</summary>
    private RatingValue? RatedBy(OrderPart part) =>
        connections.RatedTable is null || query.Search is not null || _agent is not null || part.Column != "opened_at"
            ? null
            : part.Rating ?? (query.CustomerRating is [{ } only] ? only : default(RatingValue?));

    /// <summary>What is rare leads: matches of a search, or what one agent took part in; the conversations follow by
    /// their numbers. Otherwise an index on the order's column leads.</summary>
    private string Source(SqlText sql, RatingValue? rated, string conversations)
    {
        if (rated is not null)
            return $"{connections.RatedTable} AS k {connections.JoinInOrder} {conversations} ON c.number = k.number";
        if (query.Search is { } text)
        {
            return $"({_conditions.SearchNumbers(sql, text, withCustomerComment: true)}) AS s "
                + $"{connections.JoinInOrder} {conversations} ON c.number = s.number";
        }
        if (_agent is { } visibility)
        {
            return $"(SELECT number FROM participant WHERE agent = {sql.Value(visibility.Agent.Value)}) AS s "
                + $"{connections.JoinInOrder} {conversations} ON c.number = s.number";
        }
        return conversations;
    }
}
