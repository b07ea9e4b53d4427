using System.Data.Common;
using RatingGrains.Agents;
using RatingGrains.Conversations;
using RatingGrains.Figures;
using RatingGrains.Kernel;
using RatingGrains.Silo.Stores;
using RatingGrains.Sql;
using static RatingGrains.Silo.Stores.ColumnKind;

namespace RatingGrains.Silo.ReadSide;

/// <summary>Shows conversations in the lists. What a row contributed to the figures is read, and only the difference to what
/// it contributes now is moved: a repeat finds none. A row that somebody else has written since is not the one that was
/// read, and everything is read again.</summary>
internal static class ConversationTable
{
    private static readonly RowStatement Find = new(
        """
        SELECT number, version, participants, finish_agent, finished_at, rated_agent, rated_at, customer_rating,
          reviewed_agent, reviewed_at, supervisor_rating, customer_name, customer_comment, supervisor_comment
        FROM conversation WHERE number IN (SELECT r.column1 FROM {rows}) ORDER BY number
        """,
        Number);

    private static readonly RowStatement Insert = new(
        """
        INSERT INTO conversation (number, id, channel, connector, customer_id, opened_at,
          version, customer_name, status, agent, team, finished_at, closed_at,
          customer_rating, customer_comment, supervisor_rating, supervisor_comment, request, reason, participants,
          finish_agent, rated_agent, rated_at, reviewed_agent, reviewed_at)
        SELECT * FROM {rows} WHERE true{ifAbsent}
        """,
        [Number, Text, Text, Text, Text, Number, .. Changing]);

    private static readonly RowStatement Update = new(
        """
        UPDATE conversation SET version = r.column2, customer_name = r.column3, status = r.column4, agent = r.column5,
          team = r.column6, finished_at = r.column7, closed_at = r.column8, customer_rating = r.column9,
          customer_comment = r.column10, supervisor_rating = r.column11, supervisor_comment = r.column12,
          request = r.column13, reason = r.column14, participants = r.column15, finish_agent = r.column16,
          rated_agent = r.column17, rated_at = r.column18, reviewed_agent = r.column19, reviewed_at = r.column20
        FROM {rows} WHERE conversation.number = r.column1 AND conversation.version = r.column21
        """,
        [Number, .. Changing, Number]);

    private static readonly RowStatement Participate = new(
        "INSERT INTO participant (agent, number) SELECT * FROM {rows} WHERE true{ifAbsent}",
        Text, Number);

    private static readonly RowStatement Index = new(
        """
        INSERT INTO conversation_search (number, name, customer_comment, supervisor_comment)
        SELECT * FROM {rows} WHERE true
        ON CONFLICT (number) DO UPDATE SET name = excluded.name, customer_comment = excluded.customer_comment,
          supervisor_comment = excluded.supervisor_comment
        """,
        Number, Text, Text, Text);

    private static ReadOnlySpan<ColumnKind> Changing =>
    [
        Number, Text, Number, Text, Text, Number, Number, Number, Text, Number, Text, Number, Number, Number,
        Text, Text, Number, Text, Number,
    ];

    /// <param name="changes">Learns what the figures have to be moved by.</param>
    public static async Task WriteAsync(
        StoreTransaction transaction, Dictionary<long, Snapshot<ConversationState>> conversations, FigureChanges changes,
        CancellationToken cancellationToken)
    {
        if (conversations.Count == 0)
            return;
        object?[][] numbers = [.. conversations.Keys.Order().Select(number => new object?[] { number })];
        var found = (await transaction.ReadAsync(Find, numbers, Map, cancellationToken)).ToDictionary(row => row.Number);
        List<object?[]> added = [], changed = [], participants = [], texts = [];
        foreach (var (number, snapshot) in conversations.OrderBy(one => one.Key))
        {
            var (before, state) = (found.GetValueOrDefault(number), snapshot.State);
            if (before is not null && before.Version >= snapshot.Version)
                continue;
            if (before is null)
                added.Add([number, .. Fixed(state), .. Moving(snapshot)]);
            else
                changed.Add([number, .. Moving(snapshot), before.Version]);
            changes.Move(state.Thread.Channel, before?.Standing ?? default, Standing.Of(state));
            for (var i = before?.Participants ?? 0; i < state.Participants.Length; i++)
                participants.Add([state.Participants[i].Value, number]);
            if ((before?.Texts ?? default) != Texts.Of(state))
                texts.Add([number, .. Texts.Of(state).Folded]);
        }
        // Two that show the same conversation at once would both count it; the second looks again.
        if (await transaction.RunAsync(Insert, added, cancellationToken) < added.Count
            || await transaction.RunAsync(Update, changed, cancellationToken) < changed.Count)
            throw new StoreRaceException();
        await transaction.RunAsync(Participate, participants, cancellationToken);
        await transaction.RunAsync(Index, texts, cancellationToken);
    }

    private static object?[] Fixed(ConversationState state) =>
    [
        state.Id.Value, state.Thread.Channel.Value, state.Thread.Connector.Value, state.Thread.Customer.Value,
        state.OpenedAt.ToUnixTimeMilliseconds(),
    ];

    private static object?[] Moving(Snapshot<ConversationState> snapshot)
    {
        var state = snapshot.State;
        var standing = Standing.Of(state);
        return
        [
            snapshot.Version, state.CustomerName, (long)state.Status, state.Holder?.Value, state.Team?.Value,
            state.FinishedAt?.ToUnixTimeMilliseconds(), state.ClosedAt?.ToUnixTimeMilliseconds(),
            (long?)state.CustomerRating?.Value, state.CustomerRating?.Comment,
            (long?)state.SupervisorRating?.Stars, state.SupervisorRating?.Comment,
            (long)state.Request.State, (long?)state.Request.Reason, (long)state.Participants.Length,
            AgentOf(standing.Finish), AgentOf(standing.Customer), standing.Customer?.At.ToUnixTimeMilliseconds(),
            AgentOf(standing.Supervisor), standing.Supervisor?.At.ToUnixTimeMilliseconds(),
        ];
    }

    private static string? AgentOf(Contribution? contribution) =>
        contribution is { } made ? made.Agent?.Value ?? "" : null;

    private static Row Map(DbDataReader reader) => new(
        reader.GetInt64(0), reader.GetInt64(1), reader.GetInt32(2),
        new Standing(
            Contribution(reader, 3, 4, () => FigureKind.Conversation),
            Contribution(reader, 5, 6, () => reader.GetInt32(7) == (int)RatingValue.Like ? FigureKind.Like : FigureKind.Dislike),
            Contribution(reader, 8, 9, () => FigureKind.OneStar + (reader.GetInt32(10) - 1))),
        new Texts(TextOf(reader, 11), TextOf(reader, 12), TextOf(reader, 13)));

    private static Contribution? Contribution(DbDataReader reader, int agent, int at, Func<FigureKind> kind) =>
        TextOf(reader, agent) is not { } id
            ? null
            : new Contribution(
                id.Length == 0 ? null : new AgentId(id), DateTimeOffset.FromUnixTimeMilliseconds(reader.GetInt64(at)), kind());

    private static string? TextOf(DbDataReader reader, int column) => reader.IsDBNull(column) ? null : reader.GetString(column);

    private sealed record Row(long Number, long Version, int Participants, Standing Standing, Texts Texts);

    private readonly record struct Texts(string? Name, string? Customer, string? Supervisor)
    {
        public object?[] Folded => [Fold(Name), Fold(Customer), Fold(Supervisor)];

        public static Texts Of(ConversationState state) =>
            new(state.CustomerName, state.CustomerRating?.Comment, state.SupervisorRating?.Comment);

        private static string? Fold(string? text) => text is null ? null : SearchText.Fold(text);
    }
}
