using Orleans.Storage;

namespace RatingGrains.Silo.AzureTables;

/// <summary>Keeps grains' states where Orleans' own storage for Azure tables does, each in a row of its own.</summary>
internal sealed class TableGrainStorage(IGrainStorage tables) : IGrainStorage
{
    public Task ReadStateAsync<T>(string stateName, GrainId grainId, IGrainState<T> grainState) =>
        tables.ReadStateAsync(stateName, RowNames.Of(grainId), grainState);

    public Task WriteStateAsync<T>(string stateName, GrainId grainId, IGrainState<T> grainState) =>
        tables.WriteStateAsync(stateName, RowNames.Of(grainId), grainState);

    public Task ClearStateAsync<T>(string stateName, GrainId grainId, IGrainState<T> grainState) =>
        tables.ClearStateAsync(stateName, RowNames.Of(grainId), grainState);
}
