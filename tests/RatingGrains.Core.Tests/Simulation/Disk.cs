using RatingGrains.Json;
using RatingGrains.Kernel;

namespace RatingGrains.Simulation;

/// <summary>The store did not answer: it has written, or it has not.</summary>
internal sealed class WriteFailed : Exception;

/// <summary>Where the actors of one kind are kept, each written apart from all others.</summary>
/// <param name="asText">Whether it keeps what a real store would: the text, not the object.</param>
internal sealed class Disk<TId, TState>(TState initial, Chance chance, Weather weather, bool asText)
    where TId : notnull
{
    private readonly Dictionary<TId, Snapshot<TState>> _kept = [];

    public IReadOnlyDictionary<TId, Snapshot<TState>> Kept => _kept;

    /// <summary>Those with something in the outbox.</summary>
    public Bag<TId> Owing { get; } = new();

    public Snapshot<TState> Read(TId id) => _kept.GetValueOrDefault(id) ?? Snapshot<TState>.New(initial);

    /// <param name="written">Runs when it is written, whether or not the writer learns of it.</param>
    public void Write(TId id, Snapshot<TState> next, Action? written = null)
    {
        if (chance.OnceIn(weather.WriteFails))
            throw new WriteFailed();
        var version = Read(id).Version;
        if (next.Version < version || next.Version > version + 1)
            throw new Broken($"{id} was at version {version} and is at {next.Version}");
        _kept[id] = asText ? Stored.Again(next) : next;
        Owing.Put(id, !next.Outbox.IsEmpty);
        written?.Invoke();
        if (chance.OnceIn(weather.WriteFails))
            throw new WriteFailed();
    }
}
