using System.Net;
using Microsoft.Extensions.DependencyInjection;
using RatingGrains.Api.Host;
using RatingGrains.Ports;

namespace RatingGrains.Api.Operations;

public sealed class When_something_cannot_be_delivered : IAsyncLifetime
{
    private readonly Pigeon _pigeon = new();
    private ApiHost _host = null!;
    private Centre _centre = null!;

    public async Task InitializeAsync()
    {
        _host = await ApiHost.StartAsync(services => services.AddSingleton<IMessenger>(_pigeon));
        _centre = new Centre(_host);
        await _centre.AgentAsync("anna");
        await _centre.ChannelAsync("web", "anna");
    }

    public async Task DisposeAsync() => await _host.DisposeAsync();

    [Fact]
    public async Task it_is_listed_with_the_last_error_until_it_is_tried_again_with_success()
    {
        var conversation = await _centre.WriteAsync("web", "42", connector: "pigeon");
        await _centre.AnswerAsync(conversation, "anna", "Coo");
        await Eventually.HoldsAsync(async () => (await _host.Admin.GetAsync("parked")).Items.Length == 1);
        var parked = Assert.Single((await _host.Admin.GetAsync("parked")).Items);

        Assert.Equal("tellCustomer", parked.GetProperty("kind").GetString());
        Assert.Equal(conversation, parked.GetProperty("conversationId").GetString());
        Assert.Equal("web", parked.GetProperty("channelId").GetString());
        Assert.Equal("The loft is closed.", parked.GetProperty("error").GetString());
        Assert.Equal(1, parked.GetProperty("attempts").GetInt32());
        Assert.DoesNotContain("Coo", parked.ToString());

        _pigeon.IsHome = true;
        var id = parked.GetProperty("id").GetInt64();
        Assert.Equal(id, (await _host.Admin.PostAsync($"parked/{id}/retry")).Good.GetProperty("id").GetInt64());

        Assert.Empty((await _host.Admin.GetAsync("parked")).Items);
        await Eventually.HoldsAsync(() => _pigeon.Delivered == "Coo");
        (await _host.Admin.PostAsync($"parked/{id}/retry")).Is(HttpStatusCode.NotFound);
    }

    [Fact]
    public async Task pages_follow_one_another()
    {
        for (var i = 0; i < 3; i++)
            await _centre.AnswerAsync(await _centre.WriteAsync("web", $"{i}", connector: "pigeon"), "anna", "Coo");
        await Eventually.HoldsAsync(async () => (await _host.Admin.GetAsync("parked")).Items.Length == 3);

        var first = await _host.Admin.GetAsync("parked?limit=2");
        var second = await _host.Admin.GetAsync($"parked?limit=2&cursor={first.NextCursor}");

        Assert.Equal(2, first.Items.Length);
        Assert.Single(second.Items);
        Assert.Null(second.NextCursor);
    }

    [Theory]
    [InlineData("0")]
    [InlineData("-1")]
    [InlineData("x")]
    public async Task what_is_not_parked_is_not_found(string id) =>
        (await _host.Admin.PostAsync($"parked/{id}/retry")).Is(HttpStatusCode.NotFound);
}
