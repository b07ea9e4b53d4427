using System.Text;
using Microsoft.AspNetCore.Builder;
using Microsoft.Data.Sqlite;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;
using RatingGrains.Api.Keys;
using RatingGrains.Embedded.Host;

namespace RatingGrains.Api.Host;

/// <summary>The whole embedded host on a real port, with a file of its own that goes with it.</summary>
internal sealed class ApiHost : IAsyncDisposable
{
    public const string AdminKey = "the-admin-key-of-tests-0123456789abcdef";

    private const string DatabaseName = "ratings.db";

    private readonly WebApplication _app;
    private readonly string _folder;
    private readonly HttpClient _http;

    private readonly Action<IServiceCollection>? _services;
    private readonly string[] _settings;

    private ApiHost(
        WebApplication app, string folder, TestClock clock, Action<IServiceCollection>? services, string[] settings)
    {
        (_app, _folder, Clock, _services, _settings) = (app, folder, clock, services, settings);
        _http = new HttpClient { BaseAddress = new Uri(app.Urls.Single()) };
    }

    public TestClock Clock { get; }

    public IServiceProvider Services => _app.Services;

    public Uri Address => _http.BaseAddress!;

    private string DatabasePath => Path.Combine(_folder, DatabaseName);

    public ApiClient Admin => As(AdminKey);

    public ApiClient Nobody => As(null);

    /// <param name="settings">As <c>name=value</c>, over those of the tests.</param>
    public static Task<ApiHost> StartAsync(
        Action<IServiceCollection>? services = null, params string[] settings) => StartAsync(
        Directory.CreateTempSubdirectory("rating-grains-api-").FullName, new TestClock(), services, settings);

    /// <summary>At somebody else's time.</summary>
    public static Task<ApiHost> StartAtAsync(TestClock clock, params string[] settings) => StartAsync(
        Directory.CreateTempSubdirectory("rating-grains-api-").FullName, clock, null, settings);

    private static async Task<ApiHost> StartAsync(
        string folder, TestClock clock, Action<IServiceCollection>? services, string[] settings)
    {
        var app = RatingHost.Build(["--urls", "http://127.0.0.1:0"], builder =>
        {
            builder.Configuration.AddInMemoryCollection(new Dictionary<string, string?>
            {
                ["Storage:Path"] = Path.Combine(folder, DatabaseName),
                ["Auth:AdminKey"] = AdminKey,
            });
            builder.Configuration.AddCommandLine(settings);
            builder.Logging.ClearProviders();
            builder.Services.AddSingleton<TimeProvider>(clock);
            services?.Invoke(builder.Services);
        });
        await app.StartAsync();
        await app.Services.GetRequiredService<FirstAdminKey>()
            .EnsureAsync(Path.Combine(folder, "admin-key"), CancellationToken.None);
        return new ApiHost(app, folder, clock, services, settings);
    }

    /// <summary>Ends, and starts again over the same file at the same time; at another address.</summary>
    public async Task<ApiHost> RestartAsync()
    {
        _http.Dispose();
        await _app.DisposeAsync();
        return await StartAsync(_folder, Clock, _services, _settings);
    }

    public ApiClient As(string? key) => new(_http, key);

    /// <summary>A new key, as its holder uses it.</summary>
    public async Task<ApiClient> KeyAsync(object request) =>
        As((await Admin.PostAsync("keys", request)).Good.GetProperty("key").GetString());

    /// <summary>A statement straight to the file, for what would take too long to happen one by one.</summary>
    public async Task RunOnFileAsync(string sql)
    {
        await using var connection = new SqliteConnection($"Data Source={DatabasePath};Pooling=False");
        await connection.OpenAsync();
        await using var command = connection.CreateCommand();
        command.CommandText = sql;
        command.CommandTimeout = 300;
        await command.ExecuteNonQueryAsync();
    }

    /// <summary>All that is in the database and its log, to look for what must not be there.</summary>
    public async Task<string> FileTextAsync()
    {
        var texts = new List<string>();
        foreach (var path in new[] { DatabasePath, DatabasePath + "-wal" })
        {
            await using var file = new FileStream(path, FileMode.Open, FileAccess.Read, FileShare.ReadWrite);
            using var reader = new StreamReader(file, Encoding.Latin1);
            texts.Add(await reader.ReadToEndAsync());
        }
        return string.Concat(texts);
    }

    /// <summary>A visitor of a web page that may start chats in the channel.</summary>
    public async Task<ApiClient> VisitorAsync(string channel, string origin)
    {
        var started = await Nobody.SendAsync(
            HttpMethod.Post, $"channels/{channel}/visitors", null, ("Origin", origin));
        return As(started.Good.GetProperty("token").GetString());
    }

    public Task StopAsync() => _app.StopAsync();

    public async ValueTask DisposeAsync()
    {
        _http.Dispose();
        await _app.DisposeAsync();
        Directory.Delete(_folder, recursive: true);
    }
}
