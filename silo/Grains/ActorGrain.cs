using System.Collections.Immutable;
using System.Text.Json;
using System.Text.Json.Serialization.Metadata;
using RatingGrains.Kernel;
using RatingGrains.Ports;
using RatingGrains.Silo.Delivery;

namespace RatingGrains.Silo.Grains;

/// <summary>What the four kinds of grains share. A turn has four moves: the snapshot is in memory, <c>Run</c>, write if
/// changed, wake the outlets. No rule about ratings is here.</summary>
internal abstract class ActorGrain<TMachine, TState, TCommand, TEvent> : Grain, IRemindable, IOutbox
    where TMachine : IStateMachine<TState, TCommand, TEvent>
{
    /// <summary>What has left is noted with the next write; a write for that alone waits until the grain rests, because most
    /// are used again soon. Who dies before it tells again what was told since.</summary>
    private static readonly TimeSpan NotedAfter = TimeSpan.FromMinutes(3);

    private readonly IPersistentState<GrainRecord> _record;
    private readonly JsonTypeInfo<Snapshot<TState>> _json;
    private readonly ActorTools _tools;
    private readonly TurnGate _turns = new();
    private readonly HashSet<EffectId> _delivered = [];
    private readonly WakeReminder _reminder;
    private WakeTimer _timer = null!;
    private ImmutableArray<Outlet> _outlets;
    private DateTimeOffset _moment;
    private DateTimeOffset? _ticked;

    protected ActorGrain(
        IPersistentState<GrainRecord> record, JsonTypeInfo<Snapshot<TState>> json, ActorTools tools)
    {
        (_record, _json, _tools) = (record, json, tools);
        _reminder = new WakeReminder(this);
    }

    /// <summary>As the storage holds it, but for entries that left the outbox since.</summary>
    protected Snapshot<TState> Snapshot
    {
        get;
        private set
        {
            field = value;
            FindWaiting();
        }
    } = null!;

    protected string Key => this.GetPrimaryKeyString();

    protected DateTimeOffset Now => _tools.Time.Now();

    /// <summary>Kept, because in one turn it changes three times and is asked for some twenty.</summary>
    public ImmutableArray<OutboxEntry> Waiting { get; private set; }

    /// <summary>The ways out of this grain's outbox.</summary>
    protected abstract ImmutableArray<Outlet> MakeOutlets();

    /// <summary>Whether anybody waits for such an effect; what nobody waits for is not even stored.</summary>
    protected virtual bool IsWanted(Effect effect) => true;

    /// <summary>When a timer is to wake it while it is in memory; the reminder stands for the deadline in any case.</summary>
    protected virtual DateTimeOffset? Alarm => TMachine.Deadline(Snapshot.State);

    /// <summary>What time alone does; nothing where this kind of grain knows no deadlines.</summary>
    protected virtual Task TickAsync() => Task.CompletedTask;

    /// <summary>What the outlets need to know before they are woken.</summary>
    protected virtual ValueTask PrepareAsync() => ValueTask.CompletedTask;

    public override async Task OnActivateAsync(CancellationToken cancellationToken)
    {
        Snapshot = _record.State.Body is { Length: > 0 } body
            ? JsonSerializer.Deserialize(body, _json)!
            : Snapshot<TState>.New(TMachine.Initial);
        _record.State = GrainRecord.Let;
        _timer = new WakeTimer(this, _tools.Time, WakeAsync);
        _outlets = MakeOutlets();
        await PrepareAsync();
        Deliver();
    }

    public override async Task OnDeactivateAsync(DeactivationReason reason, CancellationToken cancellationToken)
    {
        // What has left but is not noted leaves again with the next activation; receivers know it by its id.
        _turns.Shut();
        // Where it moves to another silo, its record goes with it.
        if (Snapshot.Version > 0 && !_turns.IsBusy)
            _record.State = new GrainRecord { Body = JsonSerializer.SerializeToUtf8Bytes(Snapshot, _json) };
        await Task.WhenAll(_outlets.Select(outlet => outlet.StopAsync(cancellationToken)));
    }

    /// <summary>The safety net: what timers in memory did not do, because nothing of this grain was in memory.</summary>
    public async Task ReceiveReminder(string reminderName, TickStatus status)
    {
        _reminder.Ticked(Now);
        await WakeAsync();
        if (_delivered.Count > 0 && Waiting.IsEmpty && !_reminder.WasUsedWithin(NotedAfter, Now))
            await _turns.DoAsync(() => WriteAsync(Snapshot));
        await _reminder.SettleAsync(StateMachine.WakeAt<TMachine, TState, TCommand, TEvent>(Snapshot), Now);
    }

    /// <summary>Runs one command and keeps what it changed before it returns.</summary>
    protected Task<Transition<TState, TEvent>> RunAsync(
        TCommand command, long? commandId = null, DateTimeOffset? at = null) => RunAsync(snapshot => snapshot, command, commandId, at);

    /// <param name="first">A change of the outbox that is kept in the same write.</param>
    protected Task<Transition<TState, TEvent>> RunAsync(
        Func<Snapshot<TState>, Snapshot<TState>> first, TCommand command, long? commandId = null, DateTimeOffset? at = null) =>
        _turns.DoAsync(async () =>
        {
            var before = first(Snapshot);
            var turn = StateMachine.Run<TMachine, TState, TCommand, TEvent>(Key, before, command, MomentOf(at), commandId);
            if (!ReferenceEquals(turn.Next, Snapshot))
                await KeepAsync(turn.Next with { Outbox = turn.Next.Outbox.RemoveAll(entry => !IsWanted(entry.Effect)) });
            return turn;
        });

    /// <summary>Keeps a change of the outbox alone.</summary>
    protected Task KeepAsync(Func<Snapshot<TState>, Snapshot<TState>> change) => _turns.DoAsync(async () =>
    {
        var next = change(Snapshot);
        if (!ReferenceEquals(next, Snapshot))
            await KeepAsync(next);
    });

    /// <summary>A parked entry goes out again.</summary>
    public Task RequeueAsync(OutboxEntry parked) => KeepAsync(snapshot =>
    {
        snapshot = _delivered.Remove(parked.Id) ? Outbox.Remove(snapshot, parked.Id) : snapshot;
        return Outbox.Requeue(snapshot, parked, Now);
    });

    public void Delivered(params ImmutableArray<OutboxEntry> entries)
    {
        _delivered.UnionWith(entries.Select(entry => entry.Id));
        FindWaiting();
    }

    void IOutbox.Rest() => Arm();

    private async Task WakeAsync()
    {
        try
        {
            // Where the turn cannot take place (its channel is not known, a conversation does not answer), the reminder
            // comes back to it; a timer would ring without end.
            if (TMachine.Deadline(Snapshot.State) is { } deadline && deadline <= Now)
            {
                _ticked = deadline;
                await TickAsync();
            }
        }
        finally
        {
            Deliver();
        }
    }

    /// <summary>What was in time when it arrived stays in time; but time never goes back.</summary>
    private DateTimeOffset MomentOf(DateTimeOffset? arrivedAt)
    {
        var now = Now;
        var moment = arrivedAt < now ? arrivedAt.Value : now;
        return _moment = moment > _moment ? moment : _moment;
    }

    private Task KeepAsync(Snapshot<TState> next)
    {
        _reminder.Used(Now);
        return WriteAsync(next);
    }

    /// <summary>One write for state and outbox. The reminder stands before it, so that nothing owed is ever without one.</summary>
    private async Task WriteAsync(Snapshot<TState> next)
    {
        var left = _delivered.ToArray();
        if (left.Length > 0)
            next = next with { Outbox = next.Outbox.RemoveAll(entry => left.Contains(entry.Id)) };
        await RemindAsync(StateMachine.WakeAt<TMachine, TState, TCommand, TEvent>(next));
        try
        {
            _record.State = new GrainRecord { Body = JsonSerializer.SerializeToUtf8Bytes(next, _json) };
            await _record.WriteStateAsync();
        }
        catch (Exception broken)
        {
            // Whether it was written is not known: the next activation reads what the storage holds.
            _turns.Shut();
            DeactivateOnIdle();
            if (broken is Orleans.Storage.InconsistentStateException)
                throw;
            _tools.WriteFailed(GrainContext.GrainId, broken);
            throw new StoreUnavailableException("The store cannot be written now.");
        }
        if (!_turns.IsShut)
            _record.State = GrainRecord.Let;
        _delivered.ExceptWith(left);
        Snapshot = next;
        Deliver();
    }

    private async Task RemindAsync(DateTimeOffset? wakeAt)
    {
        try
        {
            await _reminder.EnsureAsync(wakeAt, Now);
        }
        catch (Exception broken) when (broken is not (OrleansException or TimeoutException))
        {
            // Nothing was written. Where it is a silo that is gone, the front asks again by itself.
            _tools.WriteFailed(GrainContext.GrainId, broken);
            throw new StoreUnavailableException("The reminder cannot be stored now.");
        }
    }

    private void FindWaiting() => Waiting =
        _delivered.Count == 0 ? Snapshot.Outbox : Snapshot.Outbox.RemoveAll(entry => _delivered.Contains(entry.Id));

    private void Deliver()
    {
        foreach (var outlet in _outlets)
            outlet.Wake();
        Arm();
    }

    /// <summary>An active grain wakes to the second.</summary>
    protected void Arm()
    {
        var next = _ticked == TMachine.Deadline(Snapshot.State) ? null : Alarm;
        foreach (var outlet in _outlets)
            next = outlet.DueAt is { } due && !(due >= next) ? due : next;
        _timer.Set(next);
    }
}
