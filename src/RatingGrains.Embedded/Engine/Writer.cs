using System.Collections.Concurrent;
using System.Diagnostics.CodeAnalysis;
using Microsoft.Data.Sqlite;
using RatingGrains.Api.Operations;
using RatingGrains.Embedded.Storage;
using RatingGrains.Ports;
using RatingGrains.Sql;

namespace RatingGrains.Embedded.Engine;

/// <summary>The one thread that runs turns and writes. It takes all work that waits, runs the turns in memory, commits
/// once, and only then lets the answers leave. A commit that fails fails all of its work, and memory goes back to what
/// the file holds.</summary>
internal sealed partial class Writer : IDisposable
{
    /// <summary>Turns that share a commit at most; more would make the first of them wait.</summary>
    private const int BatchMax = 1024;

    /// <summary>Work that may wait; more is refused at once, because it would be answered too late.</summary>
    private const int WaitingMax = 50_000;

    /// <summary>Actors leave the memory after so many rounds without a turn, at the latest after twice as many.</summary>
    private const int IdleRounds = 4096;

    private readonly ConcurrentQueue<Work> _queue = new();
    private readonly ManualResetEventSlim _signal = new(false, spinCount: 0);
    private readonly List<Work> _running = new(BatchMax);
    private readonly Turns _turns;
    private readonly ActorTables _tables;
    private readonly Database _database;
    private readonly Journal _journal;
    private readonly Chores _chores;
    private readonly Alarm _alarm;
    private readonly EffectPump _pump;
    private readonly StreamPulses _pulses;
    private readonly TimeProvider _time;
    private readonly int _actorsMax;
    private readonly ILogger _log;
    private readonly Thread _thread;
    private volatile bool _stopping;

    public Writer(
        Database database, ActorTables tables, Turns turns, EffectPump pump, StreamPulses pulses, TimeProvider time,
        ILogger<Writer> log)
    {
        (_database, _tables, _turns, _pump) = (database, tables, turns, pump);
        (_pulses, _time, _log) = (pulses, time, log);
        _journal = new Journal(database, tables);
        _chores = new Chores(_journal, time, log);
        _alarm = new Alarm(database, time, Signal);
        _actorsMax = database.Options.ActorsInMemoryMax;
        _thread = new Thread(Loop) { Name = "writer", IsBackground = true };
    }

    /// <summary>Work that waits for its turn.</summary>
    public int Waiting => _queue.Count;

    public void Start() => _thread.Start();

    /// <exception cref="StoreUnavailableException">Too much waits already, or the host is stopping.</exception>
    public Task<T> DoAsync<T>(Func<Turns, T> run)
    {
        if (_stopping || _queue.Count > WaitingMax)
            throw new StoreUnavailableException(_stopping ? "The host is stopping." : "Too much is waiting to be written.");
        var work = new Work<T>(run, Now());
        _queue.Enqueue(work);
        Signal();
        return work.Answer;
    }

    /// <summary>What waits is still done; then the thread ends.</summary>
    public void Stop()
    {
        if (_stopping)
            return;
        _stopping = true;
        Signal();
        if (_thread.IsAlive)
            _thread.Join();
    }

    public void Dispose()
    {
        Stop();
        _alarm.Dispose();
        _journal.Dispose();
        _signal.Dispose();
        _database.Close();
    }

    private void Signal() => _signal.Set();

    private void Loop()
    {
        while (!_stopping || !_queue.IsEmpty)
        {
            _signal.Reset();
            if (_queue.IsEmpty && !_alarm.IsDue && !_chores.IsTime && !_stopping)
            {
                _alarm.Expect(_chores.At);
                _alarm.Arm();
                _signal.Wait();
            }
            else
            {
                Round();
            }
        }
    }

    private void Round()
    {
        _turns.Round++;
        using var span = RatingTracing.BeginCommit("Commit");
        try
        {
            _journal.Begin();
            while (TryTake(out var work))
                Run(work);
            MoveTo(Now());
            RunDue();
            _turns.SettleAgents();
            _chores.Do(isIdle: _running.Count == 0, isNext: !_queue.IsEmpty);
            span.SharedBy(_running.Count, _running.Select(work => work.Caller));
            _journal.Commit(_turns.Batch, _turns.Now);
        }
        catch (Exception broken)
        {
            span.Failed(broken);
            _journal.Rollback();
            Fail(broken);
            return;
        }
        Succeed();
    }

    private bool TryTake([NotNullWhen(true)] out Work? work)
    {
        work = null;
        if (_running.Count >= BatchMax || !_queue.TryDequeue(out work))
            return false;
        _running.Add(work);
        return true;
    }

    private void Run(Work work)
    {
        // A turn takes place when its message arrived, however long that waited: what was in time stays in time.
        MoveTo(work.ArrivedAt);
        _turns.Batch.Begin();
        try
        {
            work.Run(_turns);
        }
        catch (Exception broken) when (broken is not SqliteException)
        {
            // A bug in one turn is that turn's alone: what it began is undone, and the others go on.
            _turns.Batch.Undo();
            Log.TurnFailed(_log, broken);
            work.Fail(broken);
        }
    }

    private void RunDue()
    {
        if (!_alarm.IsDue)
            return;
        foreach (var id in _alarm.Due(_turns.Now, _pump))
        {
            _turns.Batch.Begin();
            try
            {
                _turns.Wake(id);
            }
            catch (Exception broken) when (broken is not SqliteException)
            {
                _turns.Batch.Undo();
                Log.TurnFailed(_log, broken);
            }
        }
    }

    private DateTimeOffset Now() => DateTimeOffset.FromUnixTimeMilliseconds(_time.GetUtcNow().ToUnixTimeMilliseconds());

    /// <summary>Time never goes back, even where a clock does.</summary>
    private void MoveTo(DateTimeOffset now) => _turns.Now = now > _turns.Now ? now : _turns.Now;

    private void Succeed()
    {
        var batch = _turns.Batch;
        _tables.Keep(batch);
        foreach (var actor in batch.Conversations)
            _alarm.Expect(actor.CommittedDue.Earliest);
        foreach (var learn in batch.AfterCommit)
            learn();
        Acknowledgement.Send(_running);
        _running.Clear();
        foreach (var actor in batch.Sending)
            _pump.Start(actor.Committed, _turns.Now);
        if (_pump.TakeSkipped())
            _alarm.Expect(_turns.Now);
        foreach (var stream in batch.Streams)
            _pulses.Beat(stream);
        batch.Clear();
        _tables.Passivate(_actorsMax, isTime: _turns.Round % IdleRounds == 0);
    }

    /// <summary>Memory goes back to the file, and who waited may try again.</summary>
    private void Fail(Exception broken)
    {
        // Who waits would fail as well, after as long a wait for the store.
        while (TryTake(out _))
        {
        }
        Log.CommitFailed(_log, _running.Count, broken);
        _tables.Forget(_turns.Batch);
        _turns.Batch.Clear();
        var reason = new StoreUnavailableException("The database cannot be written now.", broken);
        foreach (var work in _running)
            work.Fail(reason);
        Acknowledgement.Send(_running);
        _running.Clear();
        _alarm.Postpone();
        _chores.Rest();
    }

    private static partial class Log
    {
        [LoggerMessage(1, LogLevel.Error, "A turn failed; nothing of it was kept.")]
        public static partial void TurnFailed(ILogger logger, Exception broken);

        [LoggerMessage(2, LogLevel.Error, "A commit failed; {Waiting} callers were told to try again.")]
        public static partial void CommitFailed(ILogger logger, int waiting, Exception broken);
    }
}
