using System.Collections.Immutable;
using System.Globalization;
using RatingGrains.Agents;
using RatingGrains.Channels;
using RatingGrains.Conversations;
using RatingGrains.Ports;

namespace RatingGrains.Sql.Conversations;

/// <summary>Which conversations a list has, in SQL: what was asked for, and what may be seen; and the columns of which not
/// everybody sees everything.</summary>
internal sealed class ConversationConditionsSql(ConversationQuery query, IReadConnections connections)
{
    private readonly ImmutableArray<ChannelId> _withoutRatings = query.Visibility.WithoutRatings;

    public string SearchNumbers(SqlText sql, string text, bool withCustomerComment)
    {
        var isNumber = long.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out var number);
        var byNumber = isNumber ? $"SELECT {sql.Value(number)} AS number" : null;
        if (text.Length < ConversationQuery.SearchMin)
            return byNumber ?? "SELECT 0 AS number WHERE 1 = 0";
        var pattern = connections.Search.Pattern(SearchText.Fold(text), withCustomerComment);
        var byText = connections.Search.Numbers(sql.Value(pattern), withCustomerComment);
        return byNumber is null ? byText : $"{byText} UNION {byNumber}";
    }

    public IEnumerable<string> Of(SqlText sql, OrderPart part)
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

    public IEnumerable<string> Opened(SqlText sql, string table)
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

    public string CustomerRating(SqlText sql) => Shown(sql, "c.customer_rating");

    public string CustomerComment(SqlText sql) => Shown(sql, "c.customer_comment");

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
