using System.Net;
using RatingGrains.Api.Host;

namespace RatingGrains.Api.Messages;

public sealed class When_a_visitor_chats : IAsyncLifetime
{
    private const string Shop = "https://shop.example";
    private ApiHost _host = null!;
    private Centre _centre = null!;

    public async Task InitializeAsync()
    {
        _host = await ApiHost.StartAsync();
        _centre = new Centre(_host);
        await _centre.AgentAsync("anna");
        await _centre.ChannelAsync("web", new { name = "Web", agents = new[] { "anna" }, origins = new[] { Shop } });
        await _centre.ChannelAsync("other", new { name = "Other", origins = new[] { "https://other.example" } });
    }

    public async Task DisposeAsync() => await _host.DisposeAsync();

    [Theory]
    [InlineData(null)]
    [InlineData("https://evil.example")]
    [InlineData("https://shop.example.evil.example")]
    [InlineData("https://other.example")]
    [InlineData("null")]
    public async Task a_page_that_the_channel_does_not_list_cannot_start(string? origin)
    {
        var answer = await StartAsync("web", origin);

        Assert.Equal("originNotListed", answer.Is(HttpStatusCode.Forbidden).Code);
    }

    [Fact]
    public async Task a_listed_page_gets_a_token_for_a_thread_of_its_own()
    {
        var (ann, bob) = (await VisitorAsync("Ann"), await VisitorAsync("Bob"));

        var first = await SayAsync(ann, "1", "Hello");
        var second = await SayAsync(ann, "2", "Hello?");
        var others = await SayAsync(bob, "1", "Hi");

        Assert.Equal(first, second);
        Assert.NotEqual(first, others);
        (await ann.GetAsync($"conversations/{others}")).Is(HttpStatusCode.NotFound);
        var conversation = (await ann.GetAsync($"conversations/{first}")).Good;
        Assert.Equal("Ann", conversation.GetProperty("customer").GetProperty("name").GetString());
        Assert.Equal("liveChat", conversation.GetProperty("connector").GetString());
    }

    [Fact]
    public async Task it_reads_and_rates_its_own_conversation()
    {
        var ann = await VisitorAsync("Ann");
        var conversation = await SayAsync(ann, "1", "Hello");
        await _centre.AcceptAsync(conversation, "anna");
        await _centre.AnswerAsync(conversation, "anna", "Here you are.");
        await _centre.FinishAsync(conversation);

        await Eventually.HoldsAsync(
            async () => (await ann.GetAsync($"conversations/{conversation}/messages")).Items.Length == 3);
        var rated = await ann.PutAsync($"conversations/{conversation}/customer-rating", new { value = "like" });

        Assert.Equal("like", rated.Good.GetProperty("customerRating").GetProperty("value").GetString());
    }

    [Fact]
    public async Task it_cannot_speak_for_another()
    {
        var ann = await VisitorAsync("Ann");

        var asAnother = await ann.PostAsync(
            "channels/web/messages", new { chatId = "other", messageId = "1", text = "Hi" });
        var elsewhere = await ann.PostAsync("channels/other/messages", new { messageId = "1", text = "Hi" });

        asAnother.Is(HttpStatusCode.Forbidden);
        elsewhere.Is(HttpStatusCode.NotFound);
    }

    [Fact]
    public async Task a_page_that_is_no_longer_listed_cannot_go_on()
    {
        var ann = await VisitorAsync("Ann");
        var conversation = await SayAsync(ann, "1", "Hello");
        await _centre.ChannelAsync("web", new { name = "Web", agents = new[] { "anna" } });

        var fromThere = await ann.SendAsync(
            HttpMethod.Get, $"conversations/{conversation}", null, ("Origin", Shop));
        var fromElsewhere = await ann.SendAsync(
            HttpMethod.Get, $"conversations/{conversation}", null, ("Origin", "https://other.example"));

        Assert.Equal("originNotListed", fromThere.Is(HttpStatusCode.Forbidden).Code);
        Assert.Equal("originNotListed", fromElsewhere.Is(HttpStatusCode.Forbidden).Code);
    }

    [Fact]
    public async Task the_browser_is_told_which_pages_may_call()
    {
        var listed = await PreflightAsync(Shop);
        var foreign = await PreflightAsync("https://evil.example");

        Assert.Equal(Shop, listed.Headers.GetValues("Access-Control-Allow-Origin").Single());
        Assert.False(foreign.Headers.Contains("Access-Control-Allow-Origin"));
    }

    private async Task<HttpResponseMessage> PreflightAsync(string origin) => await _host.Nobody.OpenAsync(
        HttpMethod.Options, "channels/web/messages", null,
        ("Origin", origin), ("Access-Control-Request-Method", "POST"),
        ("Access-Control-Request-Headers", "authorization"));

    private Task<Answer> StartAsync(string channel, string? origin, object? body = null) => _host.Nobody.SendAsync(
        HttpMethod.Post, $"channels/{channel}/visitors", body, origin is null ? [] : [("Origin", origin)]);

    private async Task<ApiClient> VisitorAsync(string name) =>
        _host.As((await StartAsync("web", Shop, new { name })).Good.GetProperty("token").GetString());

    private static async Task<string> SayAsync(ApiClient visitor, string messageId, string text) =>
        (await visitor.PostAsync("channels/web/messages", new { messageId, text }))
            .Good.GetProperty("conversationId").GetString()!;
}
