using System.Net;
using System.Text.Json;
using RatingGrains.Api.Host;

namespace RatingGrains.Api.Streams;

public sealed class When_an_agent_reads_its_notifications : IAsyncLifetime
{
    private ApiHost _host = null!;
    private Centre _centre = null!;
    private ApiClient _anna = null!;

    public async Task InitializeAsync()
    {
        _host = await ApiHost.StartAsync();
        _centre = new Centre(_host);
        _anna = await _centre.AgentAsync("anna");
        await _centre.ChannelAsync("web", "anna");
    }

    public async Task DisposeAsync() => await _host.DisposeAsync();

    [Fact]
    public async Task there_is_one_for_each_conversation_and_kind()
    {
        var conversation = await _centre.HeldAsync("web", "42", "anna");
        await _centre.RateAsync(conversation, "dislike");
        await _centre.RateAsync(conversation, "like", "better now");
        await _centre.ReviewAsync(conversation, 4, "good");

        var items = (await _anna.GetAsync("agents/anna/notifications")).Items;

        Assert.Equal(
            ["supervisorRating", "customerRating"], items.Select(item => item.GetProperty("kind").GetString()));
        Assert.Equal(4, items[0].GetProperty("stars").GetInt32());
        Assert.Equal("good", items[0].GetProperty("comment").GetString());
        Assert.Equal("like", items[1].GetProperty("value").GetString());
        Assert.Equal("42", items[1].GetProperty("by").GetString());
        Assert.All(items, item => Assert.Equal(conversation, item.GetProperty("conversationId").GetString()));
        Assert.All(items, item => Assert.Equal(1, item.GetProperty("number").GetInt64()));
        Assert.All(items, item => Assert.Equal(JsonValueKind.Null, item.GetProperty("readAt").ValueKind));
    }

    [Fact]
    public async Task what_was_read_is_read_and_a_newer_one_is_not()
    {
        await RatedAsync(3);
        var ids = Ids(await _anna.GetAsync("agents/anna/notifications"));

        var read = await _anna.PostAsync("agents/anna/notifications/read", new { upTo = ids[1] });

        Assert.Equal(ids[1], read.Good.GetProperty("upTo").GetInt64());
        Assert.Equal([ids[0]], Ids(await _anna.GetAsync("agents/anna/notifications?unread=true")));
        var all = (await _anna.GetAsync("agents/anna/notifications")).Items;
        Assert.Equal(
            [false, true, true], all.Select(item => item.GetProperty("readAt").ValueKind != JsonValueKind.Null));
    }

    [Fact]
    public async Task pages_follow_one_another_while_more_arrive()
    {
        await RatedAsync(5);
        var all = Ids(await _anna.GetAsync("agents/anna/notifications"));

        var first = await _anna.GetAsync("agents/anna/notifications?limit=2");
        await RatedAsync(2);
        var second = await _anna.GetAsync($"agents/anna/notifications?limit=2&cursor={first.NextCursor}");
        var third = await _anna.GetAsync($"agents/anna/notifications?limit=2&cursor={second.NextCursor}");

        Assert.Equal(all, Ids(first).Concat(Ids(second)).Concat(Ids(third)));
        Assert.Null(third.NextCursor);
    }

    [Fact]
    public async Task only_newer_ones_can_be_asked_for()
    {
        await RatedAsync(3);
        var ids = Ids(await _anna.GetAsync("agents/anna/notifications"));

        Assert.Equal(ids[..2], Ids(await _anna.GetAsync($"agents/anna/notifications?after={ids[2]}")));
        Assert.Empty((await _anna.GetAsync($"agents/anna/notifications?after={ids[0]}")).Items);
    }

    [Fact]
    public async Task ratings_of_a_channel_that_hides_them_are_not_among_them()
    {
        await RatedAsync(1);
        await _centre.ChannelAsync("web", new { name = "Web", agents = new[] { "anna" }, agentsSeeRatings = false });

        Assert.Empty((await _anna.GetAsync("agents/anna/notifications")).Items);
        Assert.Single((await _host.Admin.GetAsync("agents/anna/notifications")).Items);
    }

    [Fact]
    public async Task all_that_is_broken_is_named_at_once() => Assert.Equal(
        ["after", "cursor", "limit", "read", "unread"],
        (await _anna.GetAsync("agents/anna/notifications?after=x&cursor=!&limit=0&read=1&unread=yes"))
            .Is(HttpStatusCode.UnprocessableEntity).BrokenFields);

    [Fact]
    public async Task others_neither_see_nor_read_them()
    {
        var boris = await _centre.AgentAsync("boris");

        (await boris.GetAsync("agents/anna/notifications")).Is(HttpStatusCode.Forbidden);
        (await boris.PostAsync("agents/anna/notifications/read", new { upTo = 1 })).Is(HttpStatusCode.Forbidden);
        (await _host.Admin.PostAsync("agents/anna/notifications/read", new { upTo = 1 })).Is(HttpStatusCode.Forbidden);
    }

    private async Task RatedAsync(int count)
    {
        for (var i = 0; i < count; i++)
        {
            var conversation = await _centre.HeldAsync("web", Guid.NewGuid().ToString("N"), "anna");
            await _centre.RateAsync(conversation, "like");
        }
    }

    private static long[] Ids(Answer answer) => [.. answer.Items.Select(item => item.GetProperty("id").GetInt64())];
}
