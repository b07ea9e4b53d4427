using System.Text.Json;
using RatingGrains.Api.Host;
using RatingGrains.Embedded.Demo;

namespace RatingGrains.Api.Demo;

public sealed class When_the_demo_is_played
{
    private const int Seed = 5;

    [Fact]
    public async Task It_leaves_what_the_plan_says_and_tells_where_to_look()
    {
        await using var host = await ApiHost.StartAsync();
        var output = new StringWriter();

        await DemoPlayer.RunAsync(host.Address, ApiHost.AdminKey, new DemoConsole(output, false), CancellationToken.None, Seed);

        var plan = DemoPlan.Make(Seed);
        await Eventually.HoldsAsync(async () => (await RowsAsync(host, "")).Count == plan.All.Count());
        await LooksAsPlannedAsync(host, plan);
        await CountsAsPlannedAsync(host, plan);
        Assert.Contains("330 of 330 conversations", output.ToString());
        Assert.Contains("curl -H \"Authorization: Bearer $KEY\"", output.ToString());
        Assert.DoesNotContain(ApiHost.AdminKey, output.ToString());
    }

    [Fact]
    public async Task It_does_not_play_among_real_channels()
    {
        await using var host = await ApiHost.StartAsync();
        await new Centre(host).ChannelAsync("support");

        var refusal = await Assert.ThrowsAsync<DemoException>(() => DemoPlayer.RunAsync(
            host.Address, ApiHost.AdminKey, new DemoConsole(TextWriter.Null, false), CancellationToken.None));

        Assert.Contains("'support'", refusal.Message);
        Assert.Empty((await host.Admin.GetAsync("agents")).Items);
    }

    private static async Task LooksAsPlannedAsync(ApiHost host, DemoPlan plan)
    {
        var all = plan.All.ToList();
        int Planned(params Course[] courses) => all.Count(one => courses.Contains(one.Course));

        Assert.Equal(Planned(Course.Spam), (await RowsAsync(host, "status=spam")).Count);
        Assert.Equal(Planned(Course.Unassigned), (await RowsAsync(host, "status=new")).Count);
        Assert.Equal(Planned(Course.RatedDuring), (await RowsAsync(host, "reason=alreadyRated")).Count);
        Assert.Equal(all.Count(one => one.IsReviewed), (await RowsAsync(host, "supervisorRating=1,2,3,4,5")).Count);
        Assert.Equal(
            Planned(Course.TooLate),
            (await RowsAsync(host, "")).Count(row => row.GetProperty("ratingRequest").GetString() == "expired"));
    }

    private static async Task CountsAsPlannedAsync(ApiHost host, DemoPlan plan)
    {
        foreach (var agent in DemoCast.Agents)
        {
            var finished = plan.All.Count(one => one.IsFinished && one.LastAgent == agent.Id);
            var all = (await host.Admin.GetAsync($"agents/{agent.Id}/summary")).Good.GetProperty("all");
            var rated = (await RowsAsync(host, $"agent={agent.Id}&customerRating=like,dislike")).Count;

            // Of those who wrote on, every other one is held again and not finished: its first finish counts all the same.
            Assert.Equal(finished, all.GetProperty("conversations").GetInt32());
            Assert.Equal(rated, all.GetProperty("likes").GetInt32() + all.GetProperty("dislikes").GetInt32());
        }
    }

    private static async Task<List<JsonElement>> RowsAsync(ApiHost host, string filter)
    {
        var rows = new List<JsonElement>();
        string? cursor = null;
        do
        {
            var next = cursor is null ? "" : $"&cursor={cursor}";
            var page = await host.Admin.GetAsync($"conversations?limit=200&{filter}{next}");
            rows.AddRange(page.Items);
            cursor = page.NextCursor;
        }
        while (cursor is not null);
        return rows;
    }
}
