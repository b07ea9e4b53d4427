using System.Collections.Immutable;
using System.Data.Common;
using System.Globalization;
using RatingGrains.Agents;
using RatingGrains.Channels;
using RatingGrains.Conversations;
using RatingGrains.Ports;

namespace RatingGrains.Sql.Conversations;

/// <summary>Writes the SQL of a list. An order with several parts (rated, then unrated) is read part by part, so that
/// each part is one walk along an index and a page costs the same wherever it is.</summary>
internal sealed class ConversationListSql(ConversationQuery query, IReadConnections connections)
{
    private readonly Visibility.OfAgent? _agent = query.Visibility as Visibility.OfAgent;
    private readonly ImmutableArray<ChannelId> _withoutRatings = query.Visibility.WithoutRatings;

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
            .Add(CustomerRating(sql)).Add(", ").Add(CustomerComment(sql))
            .Add(", c.supervisor_rating, c.supervisor_comment, c.request, c.reason FROM ");
        var isPageOfMany = query.Search is not null && limit is not null;
        // Many may match of which few are shown: their numbers are sorted, and only the page's rows are fetched.
        if (isPageOfMany)
            sql.Add("(SELECT c.number FROM ");
        var rated = RatedBy(part);
        var lead = rated is null ? "c" : "k";
        sql.Add(Source(sql, rated)).Add(" WHERE 1 = 1");
        foreach (var condition in Conditions(sql, part))
            sql.Add(" AND ").Add(condition);
        if (afterValue is { } value && afterNumber is { } number)
        {
            sql.Add($" AND ({lead}.{part.Column}, {lead}.number) {(part.Ascending ? ">" : "<")} ")
                .Add($"({sql.Value(value)}, {sql.Value(number)})");
        }
        if (rated is { } ofRating)
        {
            sql.Add($" AND k.rating = {(int)ofRating}");
            foreach (var condition in Opened(sql, lead))
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
        sql.Add("SELECT count(*) FROM ").Add(Source(sql, null)).Add(" WHERE 1 = 1");
        foreach (var condition in Conditions(sql, new OrderPart(null, "number")))
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
    private string Source(SqlText sql, RatingValue? rated)
    {
        if (rated is not null)
            return $"{connections.RatedTable} AS k {connections.JoinInOrder} conversation AS c ON c.number = k.number";
        if (query.Search is { } text)
            return $"({SearchNumbers(sql, text, withCustomerComment: true)}) AS s {connections.JoinInOrder} conversation AS c ON c.number = s.number";
        if (_agent is { } visibility)
        {
            return $"(SELECT number FROM participant WHERE agent = {sql.Value(visibility.Agent.Value)}) AS s "
                + $"{connections.JoinInOrder} conversation AS c ON c.number = s.number";
        }
        return "conversation AS c";
    }

    private string SearchNumbers(SqlText sql, string text, bool withCustomerComment)
    {
        var isNumber = long.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out var number);
        var byNumber = isNumber ? $"SELECT {sql.Value(number)} AS number" : null;
        if (text.Length < ConversationQuery.SearchMin)
            return byNumber ?? "SELECT 0 AS number WHERE 1 = 0";
        var pattern = connections.Search.Pattern(SearchText.Fold(text), withCustomerComment);
        var byText = connections.Search.Numbers(sql.Value(pattern), withCustomerComment);
        return byNumber is null ? byText : $"{byText} UNION {byNumber}";
    }

    private IEnumerable<string> Conditions(SqlText sql, OrderPart part)
    {
        if (part.Condition is { } ordered)
            yield return ordered.Replace("{rating}", CustomerRating(sql));
        if (OneOf(sql, CustomerRating(sql), query.CustomerRating, value => (int)value!.Value) is { } rating)
            yield return rating;
        if (OneOf(sql, "c.supervisor_rating", query.SupervisorRating, value => value!.Value) is { } stars)
            yield return stars;
        if (In(sql, "c.agent", query.Agents, id => id.Value) is { } agents)
            yield return agents;
        if (In(sql, "c.team", query.Teams, id => id.Value) is { } teams)
            yield return teams;
        if (In(sql, "c.channel", query.Channels, id => id.Value) is { } channels)
            yield return channels;
        if (In(sql, "c.connector", query.Connectors, id => id.Value) is { } connectors)
            yield return connectors;
        if (In(sql, "c.status", query.Statuses, status => (int)status) is { } statuses)
        {
            yield return statuses;
            // Says what the statuses imply, because the index of open ones is chosen by these very words.
            if (!query.Statuses.Any(status => status is ConversationStatus.Closed or ConversationStatus.Spam))
                yield return "c.closed_at IS NULL";
        }
        if (In(sql, "c.reason", query.Reasons, reason => (int)reason) is { } reasons)
            yield return reasons;
        foreach (var condition in Opened(sql, "c"))
            yield return condition;
        if (query.AboveNumber is { } above)
            yield return $"c.number > {sql.Value(above)}";
        if (query.BelowNumber is { } below)
            yield return $"c.number < {sql.Value(below)}";
        foreach (var condition in Visible(sql))
            yield return condition;
    }

    private IEnumerable<string> Opened(SqlText sql, string table)
    {
        if (query.From is { } from)
            yield return $"{table}.opened_at >= {sql.Value(from.ToUnixTimeMilliseconds())}";
        if (query.To is { } to)
            yield return $"{table}.opened_at < {sql.Value(to.ToUnixTimeMilliseconds())}";
    }

    private IEnumerable<string> Visible(SqlText sql)
    {
        switch (query.Visibility)
        {
            case Visibility.OfTeam team:
                var ofTeam = $"c.team = {sql.Value(team.Team.Value)}";
                if (!team.Agents.IsEmpty)
                    ofTeam += $" OR {TookPart(sql, team.Agents)}";
                if (!team.Channels.IsEmpty)
                    ofTeam += $" OR (c.agent IS NULL AND {In(sql, "c.channel", team.Channels, id => id.Value)})";
                yield return $"({ofTeam})";
                break;
            case Visibility.OfAgent agent when query.Search is not null:
                yield return TookPart(sql, [agent.Agent]);
                break;
        }
        if (query.Search is { } text && !_withoutRatings.IsEmpty)
        {
            // A comment that somebody may not read must not be found by guessing at it either.
            yield return $"(NOT {Hidden(sql)} OR c.number IN ({SearchNumbers(sql, text, withCustomerComment: false)}))";
        }
    }

    private static string TookPart(SqlText sql, ImmutableArray<AgentId> agents) =>
        "EXISTS (SELECT 1 FROM participant AS p WHERE p.number = c.number AND "
        + In(sql, "p.agent", agents, id => id.Value) + ")";

    private string CustomerRating(SqlText sql) => Shown(sql, "c.customer_rating");

    private string CustomerComment(SqlText sql) => Shown(sql, "c.customer_comment");

    private string Shown(SqlText sql, string column) =>
        _withoutRatings.IsEmpty ? column : $"CASE WHEN {Hidden(sql)} THEN NULL ELSE {column} END";

    private string Hidden(SqlText sql) => $"({In(sql, "c.channel", _withoutRatings, id => id.Value)})";

    private static string? In<T>(SqlText sql, string column, ImmutableArray<T> values, Func<T, object> map) => values switch
    {
        [] => null,
        [var only] => $"{column} = {sql.Value(map(only))}",
        _ => $"{column} IN ({sql.Values(values, map)})",
    };

    /// <summary>As <see cref="In"/>, where null among the values means "unrated".</summary>
    private static string? OneOf<T>(SqlText sql, string column, ImmutableArray<T?> values, Func<T?, object> map)
    {
        if (values.IsEmpty)
            return null;
        var given = In(sql, column, [.. values.Where(value => value is not null)], map);
        var unrated = values.Any(value => value is null) ? $"{column} IS NULL" : null;
        return given is null || unrated is null ? given ?? unrated : $"({given} OR {unrated})";
    }
}
