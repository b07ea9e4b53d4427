using System.Net;
using System.Text.Json;
using RatingGrains.Api.Host;

namespace RatingGrains.Api.Conversations;

/// <summary>With <c>agentsSeeRatings: false</c> an agent finds out nowhere how it was rated.</summary>
public sealed class When_ratings_are_hidden_from_agents : IAsyncLifetime
{
    private const string Comment = "slow as ever";

    private ApiHost _host = null!;
    private ApiClient _anna = null!;
    private string _rated = null!;

    public async Task InitializeAsync()
    {
        _host = await ApiHost.StartAsync();
        var centre = new Centre(_host);
        _anna = await centre.AgentAsync("anna", "support");
        await centre.ChannelAsync("web", new
        {
            name = "Website",
            agents = new[] { "anna" },
            agentsSeeRatings = false,
            rating = new
            {
                window = "P1D",
                text = new { request = "1 or 0", liked = "Glad!", disliked = "Sorry!", tooLate = "Over." },
            },
        });
        _rated = await centre.WriteAsync("web", "42", connector: "telegram", name: "Ann");
        await centre.AnswerAsync(_rated, "anna", "Here you are.");
        await centre.FinishAsync(_rated);
        Assert.Equal(_rated, await centre.WriteAsync("web", "42", "0", connector: "telegram", name: "Ann"));
        await centre.RateAsync(_rated, "dislike", Comment);
    }

    public async Task DisposeAsync() => await _host.DisposeAsync();

    [Fact]
    public async Task the_messages_leave_out_what_was_typed_and_the_thanks()
    {
        Assert.Equal(["Hello", "Here you are.", "1 or 0"], await TextsAsync(_anna));
        Assert.Equal(["Hello", "Here you are.", "1 or 0", "0", "Sorry!", "Sorry!"], await TextsAsync(_host.Admin));
    }

    [Fact]
    public async Task the_notifications_say_nothing_of_it() =>
        Assert.Empty((await _anna.GetAsync("agents/anna/notifications")).Items);

    [Theory]
    [InlineData("own")]
    [InlineData("team")]
    [InlineData("any")]
    public async Task a_granted_list_shows_it_as_unrated(string list)
    {
        var agent = await _host.KeyAsync(new { role = "agent", subject = "anna", rights = new { list } });

        var row = Assert.Single((await agent.GetAsync("conversations")).Items);

        Assert.Equal(JsonValueKind.Null, row.GetProperty("customerRating").ValueKind);
        Assert.Equal(JsonValueKind.Null, row.GetProperty("customerComment").ValueKind);
        Assert.Single((await agent.GetAsync("conversations?customerRating=none&q=Ann")).Items);
        Assert.Empty((await agent.GetAsync("conversations?customerRating=dislike")).Items);
        Assert.Empty((await agent.GetAsync("conversations?q=slow")).Items);
    }

    [Fact]
    public async Task a_token_that_an_agent_gave_out_rates_but_does_not_show_what_is_hidden()
    {
        var link = await TokenAsync(_anna);

        var seen = (await link.GetAsync($"conversations/{_rated}")).Good;
        var rated = (await link.PutAsync($"conversations/{_rated}/customer-rating", new { value = "like" })).Good;

        Assert.Equal(JsonValueKind.Null, seen.GetProperty("customerRating").ValueKind);
        Assert.Equal(JsonValueKind.Null, rated.GetProperty("customerRating").ValueKind);
        Assert.Equal(["Hello", "Here you are.", "1 or 0"], await TextsAsync(link));
        var now = (await _host.Admin.GetAsync($"conversations/{_rated}")).Good.GetProperty("customerRating");
        Assert.Equal("like", now.GetProperty("value").GetString());
    }

    [Fact]
    public async Task a_token_that_an_admin_gave_out_shows_the_customer_their_rating()
    {
        var link = await TokenAsync(_host.Admin);

        var seen = (await link.GetAsync($"conversations/{_rated}")).Good.GetProperty("customerRating");

        Assert.Equal("dislike", seen.GetProperty("value").GetString());
        Assert.Equal(6, (await TextsAsync(link)).Length);
    }

    [Fact]
    public async Task a_token_of_an_agent_is_for_its_conversation_only()
    {
        var other = await new Centre(_host).WriteAsync("web", "43");
        (await (await TokenAsync(_anna)).GetAsync($"conversations/{other}")).Is(HttpStatusCode.NotFound);
    }

    private async Task<ApiClient> TokenAsync(ApiClient by) => _host.As(
        (await by.PostAsync($"conversations/{_rated}/customer-token")).Good.GetProperty("token").GetString());

    private async Task<string[]> TextsAsync(ApiClient client) =>
    [
        .. (await client.GetAsync($"conversations/{_rated}/messages")).Items
            .Select(line => line.GetProperty("text").GetString()!),
    ];
}
