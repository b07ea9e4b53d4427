using System.Diagnostics;
using RatingGrains.Contract;
using RatingGrains.Silo.PostgreSql;
using Xunit.Abstractions;

namespace RatingGrains.AzureTables;

/// <summary>Whole silos on one storage account and one PostgreSQL.</summary>
public sealed class When_silos_share_tables(ITestOutputHelper output) : IAsyncLifetime
{
    /// <summary>A finished conversation that nobody rates is closed after this.</summary>
    private const string Deadline = "PT5S";

    private readonly string _cluster = $"c{Guid.NewGuid():N}";
    private readonly List<TableSilo> _silos = [];
    private PostgreSqlServer _server = null!;
    private string _database = "";

    public async Task InitializeAsync()
    {
        _server = await PostgreSqlServer.StartAsync();
        _database = await _server.DatabaseAsync();
        await Task.WhenAll(StartAsync(), StartAsync());
        await _silos[0].PutAsync("agents/anna", new { name = "Anna" });
        await _silos[0].PutAsync(
            "channels/web", new { name = "Web", agents = new[] { "anna" }, closing = new { afterFinish = Deadline } });
        foreach (var silo in _silos)
            await Eventually.BecomesTrue(async () => await silo.CountAsync("channels") == 1, "the channel is known");
    }

    public async Task DisposeAsync()
    {
        foreach (var silo in _silos)
            await silo.DisposeAsync();
        await _server.DisposeAsync();
    }

    [AzuriteClusterFact]
    public async Task Both_are_members_and_one_goes_on_where_the_other_stopped()
    {
        foreach (var silo in _silos)
            await Eventually.BecomesTrue(async () => await silo.MembersAsync() == 2, "both are members");
        var ids = await Task.WhenAll(Enumerable.Range(0, 20).Select(n => AskedAsync(n, _silos[n % 2])));
        for (var n = 0; n < ids.Length; n++)
            await RateAsync(n, _silos[(n + 1) % 2]);
        await StopAsync(_silos[0]);

        foreach (var id in ids)
        {
            var found = await _silos[0].GetAsync($"conversations/{id}");
            Assert.Equal("like", found.GetProperty("customerRating").GetProperty("value").GetString());
        }
        await AskedAsync(20, _silos[0]);
        Assert.Equal(1, await _silos[0].MembersAsync());
    }

    [AzuriteClusterFact]
    public async Task A_deadline_that_passes_while_all_are_down_is_met_by_its_reminder()
    {
        await Task.WhenAll(Enumerable.Range(0, 20).Select(n => AskedAsync(n, _silos[n % 2])));
        await Task.WhenAll(_silos.ToArray().Select(StopAsync));
        var down = Stopwatch.StartNew();
        await Patience.UntilAsync(
            () => Task.FromResult(down.Elapsed > TimeSpan.FromSeconds(6)), TimeSpan.FromSeconds(10), "the deadline has passed");
        await StartAsync();
        var waited = Stopwatch.StartNew();

        // The list is the read side's: nobody asks for a conversation, so nothing but its reminder wakes it.
        await Patience.UntilAsync(
            async () => await _silos[0].CountAsync("conversations?status=closed&limit=100") == 20,
            TimeSpan.FromMinutes(2.5), "all are closed");
        output.WriteLine($"all 20 were closed {waited.Elapsed.TotalSeconds:F0} s after the start");
    }

    private async Task StartAsync()
    {
        var silo = await TableSilo.StartAsync(_cluster, _database);
        lock (_silos)
            _silos.Add(silo);
    }

    private async Task StopAsync(TableSilo silo)
    {
        await silo.DisposeAsync();
        lock (_silos)
            _silos.Remove(silo);
    }

    private static async Task<string> AskedAsync(int customer, TableSilo silo)
    {
        var opened = await SayAsync(customer, silo, "m1", "Hello");
        var id = opened.GetProperty("conversationId").GetString()!;
        await silo.PostAsync($"conversations/{id}/messages", new { agentId = "anna", text = "Good morning" });
        await silo.PostAsync($"conversations/{id}/finish", new { });
        return id;
    }

    private static async Task RateAsync(int customer, TableSilo silo) =>
        Assert.Equal("rated", (await SayAsync(customer, silo, "m2", "1")).GetProperty("outcome").GetString());

    private static Task<System.Text.Json.JsonElement> SayAsync(int customer, TableSilo silo, string message, string text) =>
        silo.PostAsync("channels/web/messages", new
        {
            messageId = message,
            connector = "sms",
            chatId = $"c{customer}",
            userId = $"u{customer}",
            text,
        });
}
