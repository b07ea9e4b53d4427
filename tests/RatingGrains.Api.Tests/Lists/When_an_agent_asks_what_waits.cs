using System.Net;
using RatingGrains.Api.Host;

namespace RatingGrains.Api.Lists;

public sealed class When_an_agent_asks_what_waits : IAsyncLifetime
{
    private ApiHost _host = null!;
    private Centre _centre = null!;
    private ApiClient _anna = null!;

    public async Task InitializeAsync()
    {
        _host = await ApiHost.StartAsync();
        _centre = new Centre(_host);
        _anna = await _centre.AgentAsync("anna");
        await _centre.AgentAsync("carl");
        await _centre.ChannelAsync("web", "anna", "carl");
        await _centre.ChannelAsync("sales", "carl");
    }

    public async Task DisposeAsync() => await _host.DisposeAsync();

    [Fact]
    public async Task it_is_what_nobody_holds_in_channels_that_list_it_oldest_first()
    {
        var first = await _centre.WriteAsync("web", "ann");
        _host.Clock.Advance(TimeSpan.FromSeconds(1));
        var second = await _centre.WriteAsync("web", "bob");
        await _centre.WriteAsync("sales", "sue");
        var taken = await _centre.WriteAsync("web", "tom");
        await _centre.AcceptAsync(taken, "carl");

        Assert.Equal([first, second], await WaitingAsync(_anna));
    }

    [Fact]
    public async Task pages_go_on_where_the_one_before_ended()
    {
        var first = await _centre.WriteAsync("web", "ann");
        _host.Clock.Advance(TimeSpan.FromSeconds(1));
        var second = await _centre.WriteAsync("web", "bob");

        var page = (await _anna.GetAsync("agents/anna/waiting?limit=1")).Good;
        var cursor = page.GetProperty("nextCursor").GetString();
        var next = await _anna.GetAsync($"agents/anna/waiting?limit=1&cursor={cursor}");

        Assert.Equal(first, page.GetProperty("items")[0].GetProperty("id").GetString());
        Assert.Equal(second, next.Items.Single().GetProperty("id").GetString());
        (await _anna.GetAsync("agents/anna/waiting?cursor=abc")).Is(HttpStatusCode.UnprocessableEntity);
    }

    [Fact]
    public async Task an_agent_of_no_channel_has_nothing_to_take()
    {
        var eve = await _centre.AgentAsync("eve");
        await _centre.WriteAsync("web", "ann");

        Assert.Empty((await eve.GetAsync("agents/eve/waiting")).Items);
        (await eve.GetAsync("agents/anna/waiting")).Is(HttpStatusCode.Forbidden);
    }

    private static async Task<string[]> WaitingAsync(ApiClient agent)
    {
        string[] found = [];
        await Eventually.HoldsAsync(async () =>
        {
            var rows = (await agent.GetAsync("agents/anna/waiting")).Items;
            found = [.. rows.Select(row => row.GetProperty("id").GetString()!)];
            return found.Length == 2;
        });
        return found;
    }
}
