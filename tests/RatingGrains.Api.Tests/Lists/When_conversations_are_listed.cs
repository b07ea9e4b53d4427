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
            Assert.Equal(System.Text.Json.JsonValueKind.Null, row.GetProperty(name).ValueKind);
    }
}
