using Microsoft.Data.Sqlite;
using RatingGrains.Conversations;
using RatingGrains.Embedded.Storage;

namespace RatingGrains.Embedded.Engine;

/// <summary>Shows a conversation in the lists. Writes only what changed: a rating touches no index but those of ratings.</summary>
internal sealed class ConversationWriter(SqliteConnection connection) : IDisposable
{
    private readonly Statement _insert = new(connection, """
        INSERT INTO conversation (number, id, version, channel, connector, customer_id, opened_at, customer_name,
          status, agent, team, finished_at, closed_at, finish_agent,
          customer_rating, customer_comment, supervisor_rating, supervisor_comment, request, reason,
          rated_agent, rated_at, reviewed_agent, reviewed_at)
        VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)
        """);
    private readonly Statement _progress = new(connection, """
        UPDATE conversation SET version = ?, customer_name = ?, status = ?, agent = ?, team = ?, finished_at = ?,
          closed_at = ?, finish_agent = ?, request = ?, reason = ? WHERE number = ?
        """);
    private readonly Statement _customer = new(connection, """
        UPDATE conversation SET version = ?, customer_rating = ?, customer_comment = ?, request = ?, reason = ?,
          rated_agent = ?, rated_at = ? WHERE number = ?
        """);
    private readonly Statement _supervisor = new(connection, """
        UPDATE conversation SET version = ?, supervisor_rating = ?, supervisor_comment = ?, reviewed_agent = ?,
          reviewed_at = ? WHERE number = ?
        """);
    private readonly Statement _participant = new(
        connection, "INSERT OR IGNORE INTO participant (agent, number) VALUES (?, ?)");

    /// <param name="before">What the lists show; null where they do not show it yet.</param>
    public void Write(ConversationState? before, ConversationState after, long version)
    {
        if (before is null)
        {
            Insert(after, version);
        }
        else
        {
            if (Progressed(before, after))
                Progress(after, version);
            if (!Equals(before.CustomerRating, after.CustomerRating) || !ReferenceEquals(before.Request, after.Request))
                Customer(after, version);
            if (!Equals(before.SupervisorRating, after.SupervisorRating))
                Supervisor(after, version);
        }
        for (var i = before?.Participants.Length ?? 0; i < after.Participants.Length; i++)
            _participant.Bind(after.Participants[i].Value).Bind(after.Number).Run();
    }

    public void Dispose()
    {
        _insert.Dispose();
        _progress.Dispose();
        _customer.Dispose();
        _supervisor.Dispose();
        _participant.Dispose();
    }

    private static bool Progressed(ConversationState before, ConversationState after) =>
        before.Status != after.Status || before.Holder != after.Holder || before.Team != after.Team
        || before.FinishedAt != after.FinishedAt || before.ClosedAt != after.ClosedAt
        || before.CustomerName != after.CustomerName;

    private void Insert(ConversationState state, long version)
    {
        var thread = state.Thread;
        _insert.Bind(state.Number).Bind(state.Id.Value).Bind(version).Bind(thread.Channel.Value)
            .Bind(thread.Connector.Value).Bind(thread.Customer.Value).Bind(state.OpenedAt).Bind(state.CustomerName)
            .Bind((long)state.Status).Bind(state.Holder?.Value).Bind(state.Team?.Value).Bind(state.FinishedAt)
            .Bind(state.ClosedAt).Bind(state.Finish?.Agent?.Value)
            .Bind((long?)state.CustomerRating?.Value).Bind(state.CustomerRating?.Comment)
            .Bind(state.SupervisorRating?.Stars).Bind(state.SupervisorRating?.Comment)
            .Bind((long)state.Request.State).Bind((long?)state.Request.Reason)
            .Bind(state.CustomerRating?.Attribution.Agent?.Value).Bind(state.CustomerRating?.At)
            .Bind(state.SupervisorRating?.Attribution.Agent?.Value).Bind(state.SupervisorRating?.At)
            .Run();
    }

    private void Progress(ConversationState state, long version) =>
        _progress.Bind(version).Bind(state.CustomerName).Bind((long)state.Status).Bind(state.Holder?.Value)
            .Bind(state.Team?.Value).Bind(state.FinishedAt).Bind(state.ClosedAt).Bind(state.Finish?.Agent?.Value)
            .Bind((long)state.Request.State).Bind((long?)state.Request.Reason).Bind(state.Number).Run();

    private void Customer(ConversationState state, long version) =>
        _customer.Bind(version).Bind((long?)state.CustomerRating?.Value).Bind(state.CustomerRating?.Comment)
            .Bind((long)state.Request.State).Bind((long?)state.Request.Reason)
            .Bind(state.CustomerRating?.Attribution.Agent?.Value).Bind(state.CustomerRating?.At)
            .Bind(state.Number).Run();

    private void Supervisor(ConversationState state, long version) =>
        _supervisor.Bind(version).Bind(state.SupervisorRating?.Stars).Bind(state.SupervisorRating?.Comment)
            .Bind(state.SupervisorRating?.Attribution.Agent?.Value).Bind(state.SupervisorRating?.At)
            .Bind(state.Number).Run();
}
