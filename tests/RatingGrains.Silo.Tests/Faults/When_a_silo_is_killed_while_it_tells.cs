using System.Collections.Concurrent;
using System.Text.Json;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Http;
using RatingGrains.Silo.PostgreSql;
using Xunit.Abstractions;

namespace RatingGrains.Faults;

[OnPostgreSql]
public sealed class When_a_silo_is_killed_while_it_tells(ITestOutputHelper output) : FaultTest(
    output, "--Webhooks:AllowHttp=true", "--Webhooks:AllowedNetworks:0=127.0.0.0/8", "--Webhooks:Timeout=00:00:02")
{
    [StoreFact]
    public async Task Webhooks_hear_of_everything_in_order_and_know_what_they_heard_before()
    {
        var told = new ConcurrentQueue<(string Id, string Conversation, long Version)>();
        await using var crm = await ReceiverAsync(told);
        using var caller = new Caller(Cluster.Addresses);
        var made = await caller.SendAsync(
            HttpMethod.Post, "webhooks", new { url = crm.Urls.Single(), events = new[] { "*" } }, "the-webhook");
        using var second = Cluster.CallerOf(1);
        await Waiting.UntilAsync(
            async () => (await second.ListAsync("webhooks?limit=10")).Count == 1, TimeSpan.FromSeconds(10),
            "the other silo knows it");
        var load = Load.Start(caller);
        await load.GoesOnAsync(50);
        await Cluster.Silos[1].KillAsync();
        await load.GoesOnAsync(50);
        await load.StopAsync();

        using var survivor = Cluster.CallerOf(0);
        var hook = made.GetProperty("id").GetString();
        var rated = load.Acknowledged.Count;
        await Waiting.UntilAsync(
            async () => told.Select(one => one.Conversation).Distinct().Count() >= rated
                && (await survivor.SendAsync(HttpMethod.Get, $"webhooks/{hook}/deliveries?state=pending&limit=1"))
                    .GetProperty("items").GetArrayLength() == 0,
            TimeSpan.FromSeconds(120), "all of it is told");
        var repeats = told.Count - told.Select(one => one.Id).Distinct().Count();
        Output.WriteLine($"{told.Count} calls told of {rated} conversations, {repeats} of them a second time.");
        foreach (var conversation in told.GroupBy(one => one.Conversation))
        {
            var first = conversation.DistinctBy(one => one.Id).Select(one => one.Version).ToList();
            Assert.Equal(first.Order(), first);
        }
    }

    private static async Task<WebApplication> ReceiverAsync(ConcurrentQueue<(string Id, string Conversation, long Version)> told)
    {
        var builder = WebApplication.CreateEmptyBuilder(new WebApplicationOptions());
        builder.WebHost.UseKestrelCore().UseUrls("http://127.0.0.1:0");
        var app = builder.Build();
        app.Run(async context =>
        {
            using var body = await JsonDocument.ParseAsync(context.Request.Body);
            var conversation = body.RootElement.GetProperty("conversation");
            told.Enqueue((
                body.RootElement.GetProperty("id").GetString()!, conversation.GetProperty("id").GetString()!,
                conversation.GetProperty("version").GetInt64()));
            context.Response.StatusCode = StatusCodes.Status204NoContent;
        });
        await app.StartAsync();
        return app;
    }
}
