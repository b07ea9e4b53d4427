using System.Net;
using System.Text.Json;
using RatingGrains.Api.Host;

namespace RatingGrains.Api.Lists;

public sealed class When_conversations_are_listed : IAsyncLifetime
{
    private ApiHost _host = null!;
    private Centre _centre = null!;

    public async Task InitializeAsync()
    {
        _host = await ApiHost.StartAsync();
        _centre = new Centre(_host);
        await _centre.AgentAsync("anna", "support");
        await _centre.AgentAsync("boris", "sales");
        await _centre.ChannelAsync("web", "anna", "boris");
        await _centre.ChannelAsync("shop", "anna");
    }

    public async Task DisposeAsync() => await _host.DisposeAsync();

    [Fact]
    public async Task a_row_is_flat_and_null_where_nothing_is()
    {
        var id = await _centre.HeldAsync("web", "42", "anna", name: "Ann");
        await _centre.RateAsync(id, "dislike", "slow");
        await _centre.ReviewAsync(id, 4);

        var row = Assert.Single((await _host.Admin.GetAsync("conversations")).Items);

        Assert.Equal(id, row.GetProperty("id").GetString());
        Assert.Equal(1, row.GetProperty("number").GetInt64());
        Assert.Equal("web", row.GetProperty("channelId").GetString());
        Assert.Equal("liveChat", row.GetProperty("connector").GetString());
        Assert.Equal("42", row.GetProperty("customer").GetProperty("id").GetString());
        Assert.Equal("Ann", row.GetProperty("customer").GetProperty("name").GetString());
        Assert.Equal("anna", row.GetProperty("agentId").GetString());
        Assert.Equal("support", row.GetProperty("team").GetString());
        Assert.Equal("closing", row.GetProperty("status").GetString());
        Assert.Equal("dislike", row.GetProperty("customerRating").GetString());
        Assert.Equal("slow", row.GetProperty("customerComment").GetString());
        Assert.Equal(4, row.GetProperty("supervisorRating").GetInt32());
        Assert.Equal("answered", row.GetProperty("ratingRequest").GetString());
        foreach (var name in new[] { "closedAt", "supervisorComment", "reason" })
            Assert.Equal(JsonValueKind.Null, row.GetProperty(name).ValueKind);
    }

    [Fact]
    public async Task filters_find_what_they_say()
    {
        await _centre.WriteAsync("web", "new", connector: "sms", name: "Zoë Müller");
        var liked = await _centre.HeldAsync("web", "liked", "anna");
        await _centre.RateAsync(liked, "like", "Ça va bien");
        var disliked = await _centre.HeldAsync("shop", "disliked", "anna");
        await _centre.RateAsync(disliked, "dislike");
        await _centre.ReviewAsync(disliked, 1);
        var rated = await _centre.WriteAsync("web", "early");
        await _centre.AcceptAsync(rated, "boris");
        await _centre.RateAsync(rated, "like");
        await _centre.FinishAsync(rated);

        foreach (var (filter, expected) in new (string, long[])[]
        {
            ("", [4, 3, 2, 1]),
            ("customerRating=like", [4, 2]),
            ("customerRating=dislike,none", [3, 1]),
            ("customerRating=like&customerRating=none", [4, 2, 1]),
            ("supervisorRating=1,2", [3]),
            ("supervisorRating=none&customerRating=like", [4, 2]),
            ("agent=anna", [3, 2]),
            ("agent=anna,boris&channel=web", [4, 2]),
            ("team=sales", [4]),
            ("channel=shop", [3]),
            ("connector=sms", [1]),
            ("status=new", [1]),
            ("status=closing", [3, 2]),
            ("status=closed&reason=alreadyRated", [4]),
            ("q=müller", [1]),
            ("q=MULLER", [1]),
            ("q=ca%20va", [2]),
            ("q=3", [3]),
            ("q=nothing%20of%20this", []),
            ("sort=openedAt", [1, 2, 3, 4]),
            ("sort=-closedAt", [4, 3, 2, 1]),
            ("sort=customerRating", [3, 4, 2, 1]),
            ("sort=supervisorRating", [3, 4, 2, 1]),
        })
        {
            var numbers = Numbers(await _host.Admin.GetAsync($"conversations?{filter}"));
            Assert.True(expected.SequenceEqual(numbers), $"{filter}: {string.Join(", ", numbers)}");
        }
    }

    [Fact]
    public async Task a_time_span_begins_with_its_first_moment_and_ends_before_its_last()
    {
        await _centre.WriteAsync("web", "1");
        var first = (await _host.Admin.GetAsync("conversations")).Items[0].GetProperty("openedAt").GetString();
        _host.Clock.Advance(TimeSpan.FromHours(1));
        await _centre.WriteAsync("web", "2");

        Assert.Equal([2, 1], Numbers(await _host.Admin.GetAsync($"conversations?from={first}")));
        Assert.Empty(Numbers(await _host.Admin.GetAsync($"conversations?to={first}")));
        var between = _host.Clock.GetUtcNow().AddMinutes(-30).ToOffset(TimeSpan.FromHours(2));
        var to = Uri.EscapeDataString(between.ToString("yyyy-MM-dd'T'HH:mm:sszzz"));
        Assert.Equal([1], Numbers(await _host.Admin.GetAsync($"conversations?to={to}")));
    }

    [Theory]
    [InlineData("-openedAt")]
    [InlineData("openedAt")]
    [InlineData("-closedAt")]
    [InlineData("customerRating")]
    [InlineData("supervisorRating")]
    public async Task pages_show_each_row_once_in_order_while_others_arrive(string sort)
    {
        for (var i = 0; i < 9; i++)
        {
            var id = await _centre.HeldAsync("web", $"c{i}", "anna");
            if (i % 3 != 0)
                await _centre.RateAsync(id, i % 2 == 0 ? "like" : "dislike");
            if (i % 4 == 0)
                await _centre.ReviewAsync(id, 1 + i % 5);
            if (i % 2 == 0)
                await _centre.FinishAsync(id);
        }
        var all = Numbers(await _host.Admin.GetAsync($"conversations?sort={sort}"));

        var seen = new List<long>();
        string? cursor = null;
        do
        {
            var page = await _host.Admin.GetAsync($"conversations?sort={sort}&limit=2&cursor={cursor}");
            seen.AddRange(Numbers(page));
            cursor = page.NextCursor;
            Assert.Matches("^[A-Za-z0-9_-]*$", cursor ?? "");
            await _centre.WriteAsync("web", $"later{seen.Count}");
        }
        while (cursor is not null);

        Assert.Equal(9, all.Count);
        Assert.Equal(all, seen.Where(number => all.Contains(number)));
        Assert.Equal(seen.Count, seen.Distinct().Count());
    }

    [Fact]
    public async Task all_that_is_broken_is_named_at_once()
    {
        var answer = await _host.Admin.GetAsync(
            "conversations?customerRating=good&supervisorRating=6&agent=a/b&team=%20&channel=!&connector=%C3%A4"
            + "&status=open&reason=x&from=yesterday&to=2026-13-01T00:00:00Z&q=ab&sort=name&limit=201"
            + "&cursor=%C3%A4&page=2");

        Assert.Equal(
            [
                "agent", "channel", "connector", "cursor", "customerRating", "from", "limit", "page", "q", "reason",
                "sort", "status", "supervisorRating", "team", "to",
            ],
            answer.Is(HttpStatusCode.UnprocessableEntity).BrokenFields);
    }

    [Theory]
    [InlineData("AAAA")]
    [InlineData("MCAxIHg")]
    [InlineData("MCAxIDkuOQ")]
    [InlineData("MCA5OTk5OTk5OTk5OTk5OTk5OTk5OSAwLjE")]
    public async Task a_cursor_that_was_made_up_is_refused(string cursor) =>
        (await _host.Admin.GetAsync($"conversations?cursor={cursor}")).Is(HttpStatusCode.UnprocessableEntity);

    [Fact]
    public async Task a_cursor_of_another_order_is_refused()
    {
        await _centre.WriteAsync("web", "1");
        await _centre.WriteAsync("web", "2");
        var cursor = (await _host.Admin.GetAsync("conversations?limit=1")).NextCursor;

        var answer = await _host.Admin.GetAsync($"conversations?limit=1&sort=openedAt&cursor={cursor}");

        Assert.Equal(["cursor"], answer.Is(HttpStatusCode.UnprocessableEntity).BrokenFields);
    }

    private static IReadOnlyList<long> Numbers(Answer answer) =>
        [.. answer.Items.Select(row => row.GetProperty("number").GetInt64())];
}
