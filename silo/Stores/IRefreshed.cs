namespace RatingGrains.Silo.Stores;

/// <summary>A view of the database that a silo keeps in memory, and renews when its mark has moved.</summary>
internal interface IRefreshed
{
    /// <summary>The mark of <see cref="Marks"/> that moves with every change.</summary>
    string Mark { get; }

    /// <exception cref="Ports.StoreUnavailableException">The view stays as it was.</exception>
    Task RefreshAsync(CancellationToken cancellationToken);
}
