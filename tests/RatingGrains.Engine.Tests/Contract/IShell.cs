using RatingGrains.Ports;
using RatingGrains.Webhooks;

namespace RatingGrains.Contract;

/// <summary>A running engine, as the contract sees it.</summary>
public interface IShell : IAsyncDisposable
{
    IRatingEngine Engine { get; }

    IReadSide ReadSide { get; }

    IDirectory Directory { get; }

    IParkedEffects Parked { get; }

    IKeyStore Keys { get; }

    IIdempotencyStore Answers { get; }

    ISigningKeys SigningKeys { get; }

    /// <summary>As each of its processes reaches them.</summary>
    IReadOnlyList<IDoorRecords> Records { get; }

    ManualClock Clock { get; }

    StandInMessenger Messenger { get; }

    /// <summary>Any other of its services.</summary>
    T Service<T>() where T : notnull;

    /// <summary>Adds a webhook; when this returns, every part of the engine knows it.</summary>
    Task SubscribeAsync(Webhook webhook);

    /// <summary>Stops as a killed process would look to what starts next, and starts again over the same store.</summary>
    Task<IShell> RestartAsync();
}
