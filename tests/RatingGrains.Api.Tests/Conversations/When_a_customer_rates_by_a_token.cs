using System.Net;
using System.Text.Json;
using RatingGrains.Api.Host;

namespace RatingGrains.Api.Conversations;

public sealed class When_a_customer_rates_by_a_token : IAsyncLifetime
{
    private ApiHost _host = null!;
    private Centre _centre = null!;
    private ApiClient _anna = null!;

    public async Task InitializeAsync()
    {
        _host = await ApiHost.StartAsync();
        _centre = new Centre(_host);
        _anna = await _centre.AgentAsync("anna", "support");
        await _centre.ChannelAsync(
            "web", new { name = "Web", agents = new[] { "anna" }, rating = new { window = "P1D" } });
    }

    public async Task DisposeAsync() => await _host.DisposeAsync();

    [Fact]
    public async Task it_counts_at_once_and_belongs_to_the_agent()
    {
        var (conversation, customer) = await AskedAsync("ann");

        var rated = (await RateAsync(customer, conversation, "like", "Quick!")).Good;

        var rating = rated.GetProperty("customerRating");
        Assert.Equal(
            ("like", "Quick!", "anna"), (Text(rating, "value"), Text(rating, "comment"), Text(rating, "agentId")));
        Assert.Equal("answered", Text(rated.GetProperty("ratingRequest"), "state"));
    }

    [Fact]
    public async Task a_change_of_mind_is_kept()
    {
        var (conversation, customer) = await AskedAsync("ann");
        await RateAsync(customer, conversation, "like");

        var changed = (await RateAsync(customer, conversation, "dislike")).Good.GetProperty("customerRating");

        Assert.Equal(("dislike", 1), (Text(changed, "value"), changed.GetProperty("changes").GetInt32()));
        await HistoryBecomesAsync(conversation, "request sent", "customer given", "customer changed");
    }

    [Fact]
    public async Task before_there_is_a_right_to_rate_it_is_a_conflict()
    {
        await _centre.ChannelAsync("mail", "anna");
        var conversation = await _centre.WriteAsync("mail", "ann", connector: "mail");
        await _centre.AcceptAsync(conversation, "anna");
        var customer = await CustomerAsync(conversation);

        Assert.Equal(
            "ratingNotExpected", (await RateAsync(customer, conversation, "like")).Is(HttpStatusCode.Conflict).Code);
        Assert.Equal("ratingNotExpected", (await LaterAsync(customer, conversation)).Is(HttpStatusCode.Conflict).Code);
    }

    [Fact]
    public async Task after_the_window_the_right_is_gone_and_the_attempt_is_kept()
    {
        var (conversation, customer) = await AskedAsync("ann");

        _host.Clock.Advance(TimeSpan.FromDays(1));

        Assert.Equal("ratingOver", (await RateAsync(customer, conversation, "like")).Is(HttpStatusCode.Gone).Code);
        Assert.Equal("ratingOver", (await LaterAsync(customer, conversation)).Is(HttpStatusCode.Gone).Code);
        await HistoryBecomesAsync(conversation, "request sent", "request expired", "customer late");
    }

    [Fact]
    public async Task a_closed_conversation_is_rated_in_time_and_stays_closed()
    {
        var (conversation, customer) = await AskedAsync("ann");
        await _centre.FinishAsync(conversation);

        var rated = (await RateAsync(customer, conversation, "like")).Good;

        Assert.Equal("closed", Text(rated, "status"));
    }

    [Fact]
    public async Task later_leaves_the_request_standing()
    {
        var (conversation, customer) = await AskedAsync("ann");

        var later = (await LaterAsync(customer, conversation)).Good;

        Assert.Equal("later", Text(later.GetProperty("ratingRequest"), "state"));
        (await RateAsync(customer, conversation, "like")).Is(HttpStatusCode.OK);
    }

    [Fact]
    public async Task the_supervisors_rating_is_not_shown_to_the_customer()
    {
        var (conversation, customer) = await AskedAsync("ann");
        await _centre.ReviewAsync(conversation, 2, "Too slow");

        var seen = (await customer.GetAsync($"conversations/{conversation}")).Good;
        var answered = (await RateAsync(customer, conversation, "like")).Good;

        Assert.Equal(JsonValueKind.Null, seen.GetProperty("supervisorRating").ValueKind);
        Assert.Equal(JsonValueKind.Null, answered.GetProperty("supervisorRating").ValueKind);
    }

    [Fact]
    public async Task a_channel_may_hide_ratings_from_agents()
    {
        await _centre.ChannelAsync(
            "discreet", new { name = "A", agents = new[] { "anna" }, agentsSeeRatings = false });
        var conversation = await _centre.HeldAsync("discreet", "ann", "anna");
        await RateAsync(await CustomerAsync(conversation), conversation, "dislike", "Rude");
        await _centre.ReviewAsync(conversation, 4);
        await Eventually.HoldsAsync(async () => (await HistoryAsync(conversation, _host.Admin)).Count == 3);

        var seen = (await _anna.GetAsync($"conversations/{conversation}")).Good;

        Assert.Equal(JsonValueKind.Null, seen.GetProperty("customerRating").ValueKind);
        Assert.Equal(4, seen.GetProperty("supervisorRating").GetProperty("stars").GetInt32());
        Assert.Equal(["request sent", "supervisor given"], await HistoryAsync(conversation, _anna));
    }

    [Fact]
    public async Task a_feature_that_is_off_asks_nobody()
    {
        await using var host = await ApiHost.StartAsync(null, "--Features:CustomerRating", "false");
        var centre = new Centre(host);
        await centre.AgentAsync("anna");
        await centre.ChannelAsync("web", "anna");

        var conversation = await centre.HeldAsync("web", "ann", "anna");

        var view = (await host.Admin.GetAsync($"conversations/{conversation}")).Good.GetProperty("ratingRequest");
        Assert.Equal(("notSent", "featureOff"), (Text(view, "state"), Text(view, "reason")));
    }

    private async Task<(string Conversation, ApiClient Customer)> AskedAsync(string customer)
    {
        var conversation = await _centre.HeldAsync("web", customer, "anna");
        return (conversation, await CustomerAsync(conversation));
    }

    private async Task<ApiClient> CustomerAsync(string conversation) => _host.As(
        (await _host.Admin.PostAsync($"conversations/{conversation}/customer-token", new { expiresIn = "P10D" }))
            .Good.GetProperty("token").GetString());

    private static Task<Answer> LaterAsync(ApiClient customer, string conversation) =>
        customer.PostAsync($"conversations/{conversation}/customer-rating/later");

    private static Task<Answer> RateAsync(
        ApiClient customer, string conversation, string value, string? comment = null) =>
        customer.PutAsync($"conversations/{conversation}/customer-rating", new { value, comment });

    private Task HistoryBecomesAsync(string conversation, params string[] entries) => Eventually.HoldsAsync(
        async () => (await HistoryAsync(conversation, _host.Admin)).SequenceEqual(entries));

    private static async Task<List<string>> HistoryAsync(string conversation, ApiClient reader) =>
        [.. (await reader.GetAsync($"conversations/{conversation}/history")).Items
            .Select(entry => $"{Text(entry, "kind")} {Text(entry, "what")}")];

    private static string? Text(JsonElement element, string name) => element.GetProperty(name).GetString();
}
