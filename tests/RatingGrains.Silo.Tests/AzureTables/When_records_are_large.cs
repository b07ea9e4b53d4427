using System.Collections.Immutable;
using System.Security.Cryptography;
using System.Text.Json;
using Microsoft.Extensions.DependencyInjection;
using Orleans.Storage;
using RatingGrains.Agents;
using RatingGrains.Channels;
using RatingGrains.Contract;
using RatingGrains.Conversations;
using RatingGrains.Json;
using RatingGrains.Kernel;
using RatingGrains.Silo.Grains;
using RatingGrains.Threads;
using Xunit.Abstractions;

namespace RatingGrains.AzureTables;

/// <summary>A row takes 15 × 64 KiB. What the rules of the core allow must fit into it.</summary>
public sealed class When_records_are_large(ITestOutputHelper output) : AzuriteTest
{
    private const int RowMax = 15 * 64 * 1024;

    [AzuriteFact]
    public async Task A_flooded_thread_is_kept()
    {
        var seen = Enumerable.Range(0, ThreadMemory.SeenMax).Select(n => new SeenMessage(
            BitConverter.ToInt64(RandomNumberGenerator.GetBytes(8)), BitConverter.ToInt64(RandomNumberGenerator.GetBytes(8)),
            new ConversationId(RandomNumberGenerator.GetHexString(24, lowercase: true)), Monday.AddMilliseconds(n * 60_001L)));
        var memory = ThreadMachine.Initial with { Opened = 10_000, Seen = [.. seen] };
        var body = JsonSerializer.SerializeToUtf8Bytes(
            new Snapshot<ThreadMemory>(20_000, memory, [], []), CoreJson.Default.SnapshotThreadMemory);

        Assert.True(body.Length > RowMax, $"{body.Length} bytes fit as they are");
        Assert.Equal(body, await WriteAndReadAsync("flooded", body));
    }

    [AzuriteFact]
    public async Task A_channel_with_all_the_agents_and_words_it_may_have_is_kept()
    {
        var agents = Enumerable.Range(0, ChannelRules.AgentsMax)
            .Select(_ => new AgentId(RandomNumberGenerator.GetString("abcdefghijklmnopqrstuvwxyz0123456789.:-", 64)))
            .ToImmutableArray();
        var phrase = RandomNumberGenerator.GetString("абвгдежзийклмнопрстуфхцчшщыьэюя ", ChannelRules.TextPhraseMax);
        var texts = new RatingTexts(phrase, phrase, phrase, phrase);
        var defaults = ContractSettings.Defaults;
        var settings = defaults with { Agents = agents, Rating = defaults.Rating with { Text = texts } };
        var reply = await Shell.Engine.ConfigureAsync(Web, settings, null, default);
        await Shell.SettleAsync();

        Assert.Null(reply.Refusal);
        await Shell.Cluster.DeactivateAsync(GrainId.Create("channel", Web.Value));
        var again = await Shell.Engine.ConfigureAsync(Web, settings with { Name = "Shop" }, reply.Version, default);
        Assert.Equal((null, reply.Version + 1), (again.Refusal, again.Version));
    }

    [AzuriteFact]
    public async Task What_is_larger_even_when_packed_is_refused_and_what_was_there_stays()
    {
        var small = RandomNumberGenerator.GetBytes(1000);
        await WriteAndReadAsync("large", small);
        await Assert.ThrowsAnyAsync<Exception>(() => WriteAndReadAsync("large", RandomNumberGenerator.GetBytes(RowMax + 1)));
        Assert.Equal(small, (await ReadAsync("large")).State!.Body);
    }

    private async Task<byte[]> WriteAndReadAsync(string key, byte[] body)
    {
        var state = await ReadAsync(key);
        state.State = new GrainRecord { Body = body };
        await Storage.WriteStateAsync(GrainRecord.Name, GrainId.Create("thread", key), state);
        var row = await Stores.Table("OrleansGrainState").GetEntityAsync<Azure.Data.Tables.TableEntity>(
            $"{Stores.Name}_thread_{key}", GrainRecord.Name);
        var parts = ((IDictionary<string, object>)row.Value).Values.OfType<byte[]>();
        output.WriteLine($"{body.Length} bytes, {parts.Sum(part => part.Length)} in the row");
        return (await ReadAsync(key)).State!.Body;
    }

    private async Task<GrainState<GrainRecord>> ReadAsync(string key)
    {
        var state = new GrainState<GrainRecord>(new GrainRecord());
        await Storage.ReadStateAsync(GrainRecord.Name, GrainId.Create("thread", key), state);
        return state;
    }

    private IGrainStorage Storage => Shell.Silos[0].GetRequiredKeyedService<IGrainStorage>(GrainRecord.Storage);
}
