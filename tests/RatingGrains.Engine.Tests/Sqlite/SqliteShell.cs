using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;
using RatingGrains.Contract;
using RatingGrains.Conversations;
using RatingGrains.Embedded;
using RatingGrains.Ports;
using RatingGrains.Webhooks;

namespace RatingGrains.Sqlite;

/// <summary>The embedded engine over a file of its own, without the HTTP front.</summary>
internal sealed class SqliteShell : IShell
{
    private readonly IHost _host;
    private readonly string _folder;

    private SqliteShell(IHost host, string folder, ManualClock clock, StandInMessenger messenger) =>
        (_host, _folder, Clock, Messenger) = (host, folder, clock, messenger);

    public IRatingEngine Engine => Service<IRatingEngine>();

    public IReadSide ReadSide => Service<IReadSide>();

    public IDirectory Directory => Service<IDirectory>();

    public IParkedEffects Parked => Service<IParkedEffects>();

    public IKeyStore Keys => Service<IKeyStore>();

    public IIdempotencyStore Answers => Service<IIdempotencyStore>();

    public ISigningKeys SigningKeys => Service<ISigningKeys>();

    public IReadOnlyList<IDoorRecords> Records => [Service<IDoorRecords>()];

    public ManualClock Clock { get; }

    public StandInMessenger Messenger { get; }

    /// <summary>The database file.</summary>
    public string Path => System.IO.Path.Combine(_folder, "ratings.db");

    public static Task<SqliteShell> StartAsync(DateTimeOffset start, params string[] settings) => StartAsync(
        System.IO.Directory.CreateTempSubdirectory("rating-").FullName, new ManualClock(start), new StandInMessenger(), settings);

    public T Service<T>() where T : notnull => _host.Services.GetRequiredService<T>();

    public async Task SubscribeAsync(Webhook webhook) =>
        Assert.True(await Service<IWebhooks>().AddAsync(webhook, default));

    public async Task<IShell> RestartAsync()
    {
        await StopAsync();
        return await StartAsync(_folder, Clock, new StandInMessenger(), []);
    }

    public async ValueTask DisposeAsync()
    {
        await StopAsync();
        System.IO.Directory.Delete(_folder, recursive: true);
    }

    private static async Task<SqliteShell> StartAsync(
        string folder, ManualClock clock, StandInMessenger messenger, string[] settings)
    {
        var builder = Host.CreateApplicationBuilder(
            [.. settings, $"--Storage:Path={System.IO.Path.Combine(folder, "ratings.db")}"]);
        builder.Logging.ClearProviders();
        builder.Services.AddSingleton<TimeProvider>(clock);
        builder.Services.AddSingleton<IMessenger>(messenger);
        builder.Services.AddSingleton(new RatingFeatures(true, true));
        builder.Services.AddSqliteEngine();
        var host = builder.Build();
        await host.StartAsync();
        return new SqliteShell(host, folder, clock, messenger);
    }

    private async Task StopAsync()
    {
        await _host.StopAsync();
        _host.Dispose();
    }
}
