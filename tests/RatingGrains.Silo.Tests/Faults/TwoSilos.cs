using RatingGrains.Silo.PostgreSql;
using Xunit.Abstractions;

namespace RatingGrains.Faults;

/// <summary>Two silos as processes of their own, on a PostgreSQL server of their own, with one channel and its agents.</summary>
internal sealed class TwoSilos : IAsyncDisposable
{
    public static readonly string[] Agents = ["anna", "boris", "clara"];

    /// <summary>A finished conversation that nobody rates is closed after this.</summary>
    public static readonly TimeSpan Deadline = TimeSpan.FromSeconds(10);

    private const int LinesShown = 80;
    private const int LineShown = 400;

    private TwoSilos(PostgreSqlServer database, string connectionString, string[] settings)
    {
        (Database, ConnectionString) = (database, connectionString);
        Silos = [.. new[] { "silo 1", "silo 2" }.Select(name => new SiloProcess(name, connectionString, settings))];
    }

    public PostgreSqlServer Database { get; }

    public string ConnectionString { get; }

    public IReadOnlyList<SiloProcess> Silos { get; }

    public IReadOnlyList<Uri> Addresses => [.. Silos.Select(silo => silo.Address)];

    /// <summary>Returns once both silos are ready and know the channel.</summary>
    public static async Task<TwoSilos> StartAsync(params string[] settings)
    {
        var server = await PostgreSqlServer.StartAsync();
        var cluster = new TwoSilos(server, await server.DatabaseAsync(), settings);
        await Task.WhenAll(cluster.Silos.Select(silo => silo.StartAsync()));
        await cluster.OpenChannelAsync();
        return cluster;
    }

    /// <summary>A caller that talks to this silo alone.</summary>
    public Caller CallerOf(int silo) => new([Silos[silo].Address]);

    /// <summary>For whoever reads why a test failed.</summary>
    public void Show(ITestOutputHelper output)
    {
        foreach (var silo in Silos)
        {
            output.WriteLine($"--- {silo.Name} at {silo.Address}, the end of its log");
            foreach (var line in silo.Log.TakeLast(LinesShown))
                output.WriteLine(line.Length > LineShown ? line[..LineShown] : line);
        }
    }

    public async ValueTask DisposeAsync()
    {
        foreach (var silo in Silos)
            await silo.DisposeAsync();
        await Database.DisposeAsync();
    }

    private async Task OpenChannelAsync()
    {
        using var first = CallerOf(0);
        foreach (var agent in Agents)
            await first.SendAsync(HttpMethod.Put, $"agents/{agent}", new { name = agent });
        await first.SendAsync(HttpMethod.Put, "channels/web", new
        {
            name = "Web",
            agents = Agents,
            rating = new { closeOnRating = true, window = "PT1H" },
            closing = new { afterFinish = $"PT{Deadline.TotalSeconds}S" },
        });
        using var second = CallerOf(1);
        await Waiting.UntilAsync(
            async () => (await second.ListAsync("channels?limit=10")).Count == 1, TimeSpan.FromSeconds(10),
            "the other silo knows the channel too");
    }
}
