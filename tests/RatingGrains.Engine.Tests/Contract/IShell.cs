using RatingGrains.Ports;

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

    ManualClock Clock { get; }

    StandInMessenger Messenger { get; }

    /// <summary>Stops as a killed process would look to what starts next, and starts again over the same store.</summary>
    Task<IShell> RestartAsync();
}
