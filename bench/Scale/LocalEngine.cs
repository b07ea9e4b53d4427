using Microsoft.AspNetCore.Builder;
using Microsoft.Extensions.DependencyInjection;
using RatingGrains.Embedded.Host;
using RatingGrains.Embedded.Storage;
using RatingGrains.Ports;
using RatingGrains.Sql;

namespace RatingGrains.Bench.Scale;

/// <summary>The host's services in this process under another clock: the engine itself makes the data.</summary>
internal sealed class LocalEngine : IAsyncDisposable
{
    private readonly WebApplication _app;

    private LocalEngine(WebApplication app) => _app = app;

    public IRatingEngine Engine => _app.Services.GetRequiredService<IRatingEngine>();

    public static async Task<LocalEngine> StartAsync(string database, TimeProvider clock)
    {
        var app = RatingHost.Build(
            [$"--Storage:Path={database}", .. HostSettings.Arguments(new Uri("http://127.0.0.1:0"))],
            builder => builder.Services.AddSingleton(clock));
        await app.StartAsync();
        return new LocalEngine(app);
    }

    /// <summary>Waits until what is older than a week has been let go, as it has in a host that runs all the time.
    /// An hour more, because what happened late is kept in the order in which it became known.</summary>
    public async Task UntilTidyAsync(DateTimeOffset now)
    {
        var database = _app.Services.GetRequiredService<Database>();
        var old = (now - TimeSpan.FromDays(7) - TimeSpan.FromHours(1)).ToUnixTimeMilliseconds();
        await using var connection = await database.OpenAsync(CancellationToken.None);
        await using var command = connection.With(
            "SELECT EXISTS (SELECT 1 FROM customer_event WHERE at < @p1) "
            + "OR EXISTS (SELECT 1 FROM agent_item WHERE at < @p1)", old);
        while (await command.ExecuteScalarAsync() is not 0L)
            await Task.Delay(TimeSpan.FromMilliseconds(200));
    }

    public async ValueTask DisposeAsync()
    {
        await _app.StopAsync();
        await _app.DisposeAsync();
    }
}
