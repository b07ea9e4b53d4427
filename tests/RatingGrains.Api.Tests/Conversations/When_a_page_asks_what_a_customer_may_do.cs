using System.Net;
using System.Text.Json;
using RatingGrains.Api.Host;

namespace RatingGrains.Api.Conversations;

public sealed class When_a_page_asks_what_a_customer_may_do : IAsyncLifetime
{
    private const string TooLate = "Alas, too late.";
    private ApiHost _host = null!;
    private Centre _centre = null!;

    public async Task InitializeAsync()
    {
        _host = await ApiHost.StartAsync();
        _centre = new Centre(_host);
        await _centre.AgentAsync("anna");
        await ChannelAsync(during: true);
    }

    public async Task DisposeAsync() => await _host.DisposeAsync();

    [Fact]
    public async Task the_right_to_rate_goes_with_the_conversation()
    {
        var conversation = await _centre.WriteAsync("web", "ann");
        var ann = await CustomerAsync(conversation);
        Assert.Equal("during", await RightAsync(ann, conversation));

        await ChannelAsync(during: false);
        Assert.Equal("notYet", await RightAsync(ann, conversation));

        await _centre.AcceptAsync(conversation, "anna");
        await _centre.FinishAsync(conversation);
        Assert.Equal("answer", await RightAsync(ann, conversation));

        var rated = await ann.PutAsync($"conversations/{conversation}/customer-rating", new { value = "like" });
        Assert.Equal("change", rated.Good.GetProperty("ratingRight").GetString());

        _host.Clock.Advance(TimeSpan.FromHours(2));
        Assert.Equal("over", await RightAsync(ann, conversation));
    }

    [Fact]
    public async Task nobody_else_is_told_of_it()
    {
        var conversation = await _centre.HeldAsync("web", "ann", "anna");

        var read = (await _host.Admin.GetAsync($"conversations/{conversation}")).Good;

        Assert.Equal(JsonValueKind.Null, read.GetProperty("ratingRight").ValueKind);
    }

    [Fact]
    public async Task too_late_comes_in_the_words_that_the_customer_was_promised()
    {
        var conversation = await _centre.HeldAsync("web", "ann", "anna");
        var ann = await CustomerAsync(conversation);
        _host.Clock.Advance(TimeSpan.FromHours(2));

        var late = await ann.PutAsync($"conversations/{conversation}/customer-rating", new { value = "like" });

        Assert.Equal("ratingOver", late.Is(HttpStatusCode.Gone).Code);
        Assert.Equal(TooLate, late.Body.GetProperty("detail").GetString());
    }

    private Task ChannelAsync(bool during) => _centre.ChannelAsync("web", new
    {
        name = "Web",
        agents = new[] { "anna" },
        rating = new { window = "PT1H", allowDuringConversation = during, graphic = new { tooLate = TooLate } },
    });

    private async Task<ApiClient> CustomerAsync(string conversation)
    {
        var token = (await _host.Admin.PostAsync($"conversations/{conversation}/customer-token")).Good;
        return _host.As(token.GetProperty("token").GetString());
    }

    private static async Task<string?> RightAsync(ApiClient customer, string conversation) =>
        (await customer.GetAsync($"conversations/{conversation}")).Good.GetProperty("ratingRight").GetString();
}
