using System.Security.Cryptography;
using System.Text.Json;
using Microsoft.Extensions.DependencyInjection.Extensions;
using RatingGrains.Agents;
using RatingGrains.Api.Hosting;
using RatingGrains.Channels;
using RatingGrains.Conversations;
using RatingGrains.Embedded.Engine;
using RatingGrains.Embedded.Host;
using RatingGrains.Embedded.Storage;
using RatingGrains.Embedded.Stores;
using RatingGrains.Json;
using RatingGrains.Ports;
using RatingGrains.Sql;
using RatingGrains.Sql.Webhooks;

namespace RatingGrains.Embedded;

/// <summary>Puts the embedded engine together.</summary>
internal static class EmbeddedServices
{
    public static IServiceCollection AddSqliteEngine(this IServiceCollection services)
    {
        services.AddOptionsWithValidateOnStart<StorageOptions, StorageOptionsValidator>().BindConfiguration("Storage");
        services.TryAddSingleton(TimeProvider.System);
        services.AddSingleton<Database>();
        services.AddSingleton<IReadConnections>(provider => provider.GetRequiredService<Database>());
        services.AddSingleton<IStoreHealth>(provider => provider.GetRequiredService<Database>());
        services.AddSingleton<ActorTables>();
        services.AddSingleton(LoadDirectory);
        services.AddSingleton<IDirectory>(provider => provider.GetRequiredService<EmbeddedDirectory>());
        services.AddSingleton<IReadOnlyList<IMessenger>>(provider => [.. provider.GetServices<IMessenger>()]);
        services.AddSingleton<EffectPump>();
        services.AddSingleton<StreamPulses>();
        services.AddSingleton<IStreamPulses>(provider => provider.GetRequiredService<StreamPulses>());
        services.AddSingleton(MakeTurns);
        services.AddSingleton<Writer>();
        // The writer is made last: what it writes for must be able to name it before.
        services.AddSingleton(provider => new Lazy<Writer>(provider.GetRequiredService<Writer>));
        services.AddSingleton<EmbeddedEngine>();
        services.AddSingleton<IRatingEngine>(provider => provider.GetRequiredService<EmbeddedEngine>());
        services.AddSingleton<IReadSide>(provider => new SqlReadSide(
            provider.GetRequiredService<IReadConnections>(), provider.GetRequiredService<IStreamPulses>(), TimeSpan.Zero));
        services.AddSingleton<IDoorRecords, DoorRecords>();
        services.AddSingleton<ISecretBox>(provider => new SecretBox(SecretKey(provider.GetRequiredService<Database>())));
        services.AddSingleton<IKeyStore, KeyStore>();
        services.AddSingleton<ISigningKeys, SigningKeys>();
        services.AddSingleton<IIdempotencyStore, IdempotencyStore>();
        services.AddSingleton<IWebhookDatabase, WebhookDatabase>();
        services.AddSingleton<WebhookStore>();
        services.AddSingleton<IWebhooks>(provider => provider.GetRequiredService<WebhookStore>());
        services.AddSingleton<IWebhookQueue, WebhookQueue>();
        services.AddSingleton<IWebhookLog, WebhookLog>();
        services.AddSingleton<WebhookTidying>();
        services.AddSingleton<ParkedEffects>();
        services.AddSingleton<IParkedEffects>(provider => provider.GetRequiredService<ParkedEffects>());
        services.AddSingleton<DevelopmentCertificate>();
        services.AddSingleton<DevelopmentCertificateSource>(
            provider => () => provider.GetRequiredService<DevelopmentCertificate>().ReadOrMake());
        services.AddHostedService<EngineLifetime>();
        services.AddHostedService<EngineGauges>();
        services.AddHostedService<Housekeeping>();
        return services;
    }

    /// <summary>In a file of its own beside the database, readable by its owner only.</summary>
    private static byte[] SecretKey(Database database) => OwnersFile.ReadOrMake(
        database.Path + ".secret-key",
        () => Convert.ToBase64String(RandomNumberGenerator.GetBytes(SecretBox.KeySize)), Convert.FromBase64String);

    private static EmbeddedDirectory LoadDirectory(IServiceProvider provider)
    {
        var database = provider.GetRequiredService<Database>();
        var directory = new EmbeddedDirectory();
        directory.Load(
            [.. Read(database, "channel_actor", body => JsonSerializer.Deserialize(body, CoreJson.Default.SnapshotChannelState)!)
                .Where(found => found.Snapshot.State.Settings is not null)
                .Select(found => new ChannelEntry(
                    new ChannelId(found.Id), found.Snapshot.State.Settings!, found.Snapshot.Version))],
            [.. Read(database, "agent_actor", body => JsonSerializer.Deserialize(body, CoreJson.Default.SnapshotAgentState)!)
                .Where(found => found.Snapshot.State.Profile is not null)
                .Select(found => new AgentEntry(new AgentId(found.Id), found.Snapshot.State.Profile!))]);
        return directory;
    }

    private static List<(string Id, T Snapshot)> Read<T>(Database database, string table, Func<byte[], T> parse)
    {
        using var command = database.Writer.With($"SELECT id, body FROM {table}");
        using var reader = command.ExecuteReader();
        var found = new List<(string, T)>();
        while (reader.Read())
            found.Add((reader.GetString(0), parse((byte[])reader.GetValue(1))));
        return found;
    }

    private static Turns MakeTurns(IServiceProvider provider)
    {
        var database = provider.GetRequiredService<Database>();
        using var last = database.Writer.With("SELECT coalesce(max(row), 0) FROM conversation_actor");
        return new Turns(
            provider.GetRequiredService<ActorTables>(), provider.GetRequiredService<EmbeddedDirectory>(),
            provider.GetRequiredService<RatingFeatures>(), provider.GetRequiredService<IReadOnlyList<IMessenger>>(),
            provider.GetRequiredService<WebhookStore>(), ConversationIdKey(database), (long)last.ExecuteScalar()!);
    }

    /// <summary>Made once with the file: conversation ids are derived under it, so a repeated message finds the same one.</summary>
    private static byte[] ConversationIdKey(Database database)
    {
        database.Writer.Run(
            "INSERT OR IGNORE INTO meta (name, value) VALUES ('conversationIdKey', @p1)", RandomNumberGenerator.GetBytes(32));
        using var command = database.Writer.With("SELECT value FROM meta WHERE name = 'conversationIdKey'");
        return (byte[])command.ExecuteScalar()!;
    }
}

/// <summary>Starts the writer with the host and lets it finish what waits when the host stops.</summary>
internal sealed class EngineLifetime(
    Writer writer, EffectPump pump, EmbeddedEngine engine, IServiceProvider services) : IHostedService
{
    public Task StartAsync(CancellationToken cancellationToken)
    {
        // They read the file as they are made, and from here on its connection is the writer's thread's alone.
        services.GetRequiredService<IKeyStore>();
        services.GetRequiredService<ISigningKeys>();
        pump.Connect(engine.SettleAsync);
        writer.Start();
        return Task.CompletedTask;
    }

    public Task StopAsync(CancellationToken cancellationToken)
    {
        pump.Stop();
        return Task.Run(writer.Stop, cancellationToken);
    }
}
