using System.Net;
using System.Text.Json;
using RatingGrains.Api.Host;

namespace RatingGrains.Api.Conversations;

public sealed class When_agents_work_on_a_conversation : IAsyncLifetime
{
    private ApiHost _host = null!;
    private Centre _centre = null!;
    private ApiClient _anna = null!;
    private ApiClient _carl = null!;

    public async Task InitializeAsync()
    {
        _host = await ApiHost.StartAsync();
        _centre = new Centre(_host);
        (_anna, _carl) = (await _centre.AgentAsync("anna", "support"), await _centre.AgentAsync("carl", "sales"));
        await _centre.ChannelAsync("web", "anna", "carl");
    }

    public async Task DisposeAsync() => await _host.DisposeAsync();

    [Fact]
    public async Task it_is_shown_as_the_contract_says()
    {
        var conversation = await _centre.HeldAsync("web", "42", "anna", "Ann");

        var view = (await _anna.GetAsync($"conversations/{conversation}")).Good;

        Assert.Equal(
            [
                "id", "number", "channelId", "connector", "customer", "status", "agentId", "team", "participants",
                "openedAt", "acceptedAt", "firstReplyAt", "finishedAt", "closesAt", "closedAt", "ratingRequest",
                "customerRating", "supervisorRating", "ratingRight", "may", "version",
            ],
            view.EnumerateObject().Select(property => property.Name));
        Assert.Equal("""{"id":"42","name":"Ann"}""", view.GetProperty("customer").GetRawText());
        Assert.Equal("closing", Text(view, "status"));
        Assert.Equal(("anna", "support"), (Text(view, "agentId"), Text(view, "team")));
        Assert.Equal("sent", Text(view.GetProperty("ratingRequest"), "state"));
        Assert.EndsWith("Z", Text(view, "openedAt"), StringComparison.Ordinal);
    }

    [Fact]
    public async Task the_first_to_accept_holds_it_and_the_second_is_told()
    {
        var conversation = await _centre.WriteAsync("web", "ann");

        var first = await _anna.PostAsync($"conversations/{conversation}/accept");
        var again = await _anna.PostAsync($"conversations/{conversation}/accept", new { agentId = "anna" });
        var second = await _carl.PostAsync($"conversations/{conversation}/accept");

        Assert.Equal("accepted", Text(first.Good, "status"));
        again.Is(HttpStatusCode.OK);
        Assert.Equal("heldByAnother", second.Is(HttpStatusCode.Conflict).Code);
    }

    [Fact]
    public async Task nobody_accepts_in_anothers_name_but_those_who_may()
    {
        var conversation = await _centre.WriteAsync("web", "ann");

        var byAgent = await _carl.PostAsync($"conversations/{conversation}/accept", new { agentId = "anna" });
        var unnamed = await _host.Admin.PostAsync($"conversations/{conversation}/accept");
        var stranger = await _host.Admin.PostAsync($"conversations/{conversation}/accept", new { agentId = "eve" });
        var byAdmin = await _host.Admin.PostAsync($"conversations/{conversation}/accept", new { agentId = "anna" });

        byAgent.Is(HttpStatusCode.Forbidden);
        Assert.Equal(["agentId"], unnamed.Is(HttpStatusCode.UnprocessableEntity).BrokenFields);
        Assert.Equal("agentNotInChannel", stranger.Is(HttpStatusCode.Conflict).Code);
        Assert.Equal("anna", Text(byAdmin.Good, "agentId"));
    }

    [Theory]
    [InlineData("messages")]
    [InlineData("finish")]
    [InlineData("spam")]
    public async Task working_on_an_unassigned_one_accepts_it_first(string what)
    {
        var conversation = await _centre.WriteAsync("web", "ann");

        var worked = await _anna.PostAsync(
            $"conversations/{conversation}/{what}", what == "messages" ? new { text = "Hello" } : null);

        Assert.Equal("anna", Text(worked.Good, "agentId"));
    }

    [Fact]
    public async Task it_is_handed_on_and_the_former_holder_may_look_but_not_touch()
    {
        var conversation = await _centre.WriteAsync("web", "ann");
        await _centre.AcceptAsync(conversation, "anna");

        var handed = await _anna.PostAsync($"conversations/{conversation}/transfer", new { agentId = "carl" });

        Assert.Equal("""["anna","carl"]""", handed.Good.GetProperty("participants").GetRawText());
        (await _anna.GetAsync($"conversations/{conversation}")).Is(HttpStatusCode.OK);
        var messages = $"conversations/{conversation}/messages";
        (await _anna.PostAsync(messages, new { text = "Wait" })).Is(HttpStatusCode.Forbidden);
        (await _carl.PostAsync(messages, new { text = "Hello" })).Is(HttpStatusCode.OK);
    }

    [Theory]
    [InlineData("accept")]
    [InlineData("messages")]
    [InlineData("transfer")]
    [InlineData("finish")]
    [InlineData("spam")]
    public async Task a_closed_one_takes_nothing_more(string what)
    {
        var conversation = await _centre.WriteAsync("web", "ann");
        await _centre.AcceptAsync(conversation, "anna");
        await _host.Admin.PostAsync($"conversations/{conversation}/spam");
        object? body = what switch
        {
            "messages" => new { text = "Hello" },
            "transfer" => new { agentId = "carl" },
            _ => null,
        };

        var answer = await _anna.PostAsync($"conversations/{conversation}/{what}", body);

        Assert.Equal("conversationClosed", answer.Is(HttpStatusCode.Conflict).Code);
    }

    [Fact]
    public async Task what_was_said_is_read_page_by_page()
    {
        var conversation = await _centre.WriteAsync("web", "ann", "One");
        await _centre.AcceptAsync(conversation, "anna");
        await _centre.AnswerAsync(conversation, "anna", "Two");
        await _centre.AnswerAsync(conversation, "anna", "Three");
        var path = $"conversations/{conversation}/messages";
        await Eventually.HoldsAsync(async () => (await _anna.GetAsync(path)).Items.Length == 3);

        var first = await _anna.GetAsync($"{path}?limit=2");
        var second = await _anna.GetAsync($"{path}?limit=2&cursor={first.NextCursor}");
        var after = await _anna.GetAsync($"{path}?after={first.Items[0].GetProperty("id").GetInt32()}");

        Assert.Equal(["One", "Two"], first.Items.Select(message => Text(message, "text")));
        Assert.Equal(["Three"], second.Items.Select(message => Text(message, "text")));
        Assert.Null(second.NextCursor);
        Assert.Equal(["Two", "Three"], after.Items.Select(message => Text(message, "text")));
        Assert.Equal(["customer", "agent"], first.Items.Select(message => Text(message, "from")));
    }

    private static string? Text(JsonElement element, string name) => element.GetProperty(name).GetString();
}
