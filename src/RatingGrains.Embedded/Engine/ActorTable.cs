using System.Buffers;
using System.Text.Json;
using System.Text.Json.Serialization.Metadata;
using Microsoft.Data.Sqlite;
using RatingGrains.Embedded.Storage;
using RatingGrains.Kernel;

namespace RatingGrains.Embedded.Engine;

/// <summary>The actors of one kind: in memory while they are in use, in the file always.</summary>
internal sealed class ActorTable<TState>(
    SqliteConnection connection, string table, TState initial, JsonTypeInfo<Snapshot<TState>> json,
    Func<TState, DateTimeOffset?> deadline, Func<Snapshot<TState>, long?>? rowOf = null) : IDisposable
{
    private Dictionary<string, Actor<TState>> _recent = new(StringComparer.Ordinal);
    private Dictionary<string, Actor<TState>> _older = new(StringComparer.Ordinal);
    private readonly ArrayBufferWriter<byte> _buffer = new(4096);

    // What is written comes from the serializer, which needs no checking.
    private readonly Utf8JsonWriter _json = new(Stream.Null, new JsonWriterOptions { SkipValidation = true });
    private readonly Statement _load = new(connection, $"SELECT row, body FROM {table} WHERE id = ?");
    private readonly Statement _insert = new(
        connection, $"INSERT INTO {table} (row, id, version, wake_at, send_at, body) VALUES (?, ?, ?, ?, ?, ?) RETURNING row");
    private readonly Statement _update = new(
        connection, $"UPDATE {table} SET version = ?, body = ? WHERE row = ?");
    private readonly Statement _updateDue = new(
        connection, $"UPDATE {table} SET version = ?, body = ?, wake_at = ?, send_at = ? WHERE row = ?");

    /// <summary>The actor, from memory or from the file; one that was never written is in its first state.</summary>
    public Actor<TState> Get(string id)
    {
        if (_recent.TryGetValue(id, out var actor))
            return actor;
        if (!_older.Remove(id, out actor))
            actor = Load(id);
        _recent.Add(id, actor);
        return actor;
    }

    public void Write(Actor<TState> actor)
    {
        _buffer.ResetWrittenCount();
        _json.Reset(_buffer);
        JsonSerializer.Serialize(_json, actor.Snapshot, json);
        _json.Flush();
        var due = DueOf(actor.Snapshot);
        var version = actor.Snapshot.Version;
        if (actor.Row == 0)
        {
            _insert.Bind(rowOf?.Invoke(actor.Snapshot)).Bind(actor.Id).Bind(version).Bind(due.Deadline).Bind(due.SendAt)
                .Bind(_buffer.WrittenSpan);
            _insert.Read();
            actor.Row = _insert.Long(0);
            _insert.Reset();
        }
        else if (due == actor.CommittedDue)
        {
            _update.Bind(version).Bind(_buffer.WrittenSpan).Bind(actor.Row).Run();
        }
        else
        {
            _updateDue.Bind(version).Bind(_buffer.WrittenSpan).Bind(due.Deadline).Bind(due.SendAt).Bind(actor.Row).Run();
        }
    }

    /// <summary>The commit is through.</summary>
    public void Keep(Actor<TState> actor) => actor.Keep(DueOf(actor.Snapshot));

    /// <summary>The commit failed: the actor is what the file says, to be read again at its next turn.</summary>
    public void Forget(Actor<TState> actor)
    {
        _recent.Remove(actor.Id);
        _older.Remove(actor.Id);
    }

    /// <summary>Between commits, when no actor is ahead of the file: those that were not used since the last time leave
    /// the memory. Called when there are <paramref name="max"/> or more in use, or when enough time has passed.</summary>
    public void Passivate(int max, bool isTime)
    {
        if (!isTime && _recent.Count < max)
            return;
        (_recent, _older) = (_older, _recent);
        _recent.Clear();
    }

    public void Dispose()
    {
        _json.Dispose();
        _load.Dispose();
        _insert.Dispose();
        _update.Dispose();
        _updateDue.Dispose();
    }

    private Actor<TState> Load(string id)
    {
        _load.Bind(id);
        if (!_load.Read())
            return new Actor<TState>(id, 0, Snapshot<TState>.New(initial), default);
        try
        {
            var snapshot = JsonSerializer.Deserialize(_load.Blob(1), json)
                ?? throw new InvalidDataException($"The snapshot of '{id}' in {table} is empty.");
            return new Actor<TState>(id, _load.Long(0), snapshot, DueOf(snapshot));
        }
        finally
        {
            _load.Reset();
        }
    }

    private Due DueOf(Snapshot<TState> snapshot) => new(deadline(snapshot.State), Outbox.DueAt(snapshot.Outbox));
}
