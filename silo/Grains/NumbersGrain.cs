using System.Security.Cryptography;
using System.Text.Json;
using System.Text.Json.Serialization;
using RatingGrains.Ports;

namespace RatingGrains.Silo.Grains;

/// <summary>The counter of conversations and the key of their ids, in one record.</summary>
[GrainType("numbers")]
internal sealed class NumbersGrain(
    [PersistentState(GrainRecord.Name, GrainRecord.Storage)] IPersistentState<GrainRecord> record, ActorTools tools)
    : Grain, INumbersGrain
{
    private NumbersState _state = new(0, []);

    public override async Task OnActivateAsync(CancellationToken cancellationToken)
    {
        if (record.State.Body is { Length: > 0 } body)
            _state = JsonSerializer.Deserialize(body, NumbersJson.Default.NumbersState)!;
        else
            await KeepAsync(new NumbersState(0, RandomNumberGenerator.GetBytes(32)));
    }

    public async Task<long> TakeAsync(int count)
    {
        await KeepAsync(_state with { Last = _state.Last + count });
        return _state.Last - count + 1;
    }

    public Task<byte[]> IdKeyAsync() => Task.FromResult(_state.IdKey);

    private async Task KeepAsync(NumbersState next)
    {
        record.State = new GrainRecord
        {
            Body = JsonSerializer.SerializeToUtf8Bytes(next, NumbersJson.Default.NumbersState),
        };
        try
        {
            await record.WriteStateAsync();
        }
        catch (Exception broken) when (broken is not Orleans.Storage.InconsistentStateException)
        {
            // Numbers that may have been written are not handed out twice: the next activation reads what is there.
            DeactivateOnIdle();
            tools.WriteFailed(GrainContext.GrainId, broken);
            throw new StoreUnavailableException("The store cannot be written now.");
        }
        _state = next;
    }
}

/// <param name="Last">The last number that was handed out.</param>
internal sealed record NumbersState(long Last, byte[] IdKey);

[JsonSourceGenerationOptions(PropertyNamingPolicy = JsonKnownNamingPolicy.CamelCase)]
[JsonSerializable(typeof(NumbersState))]
internal sealed partial class NumbersJson : JsonSerializerContext;
