using System.Net;
using RatingGrains.Api.Host;

namespace RatingGrains.Api.Messengers.Chatwoot;

public sealed class When_a_conversation_is_held_in_chatwoot : IAsyncLifetime
{
    private ChatwootHost _chatwoot = null!;

    public async Task InitializeAsync() => _chatwoot = await ChatwootHost.StartAsync();

    public Task DisposeAsync() => _chatwoot.DisposeAsync().AsTask();

    [Fact]
    public async Task Its_survey_rates_the_agent_who_held_it()
    {
        await _chatwoot.SaysAsync("Where is my parcel?");
        await _chatwoot.AnswersAsync(7, "It comes tomorrow.");
        await _chatwoot.ResolvesAsync(assignee: 7);
        Assert.Equal("closing", (await _chatwoot.ConversationAsync()).GetProperty("status").GetString());

        await _chatwoot.SurveyedAsync(5);
        await _chatwoot.SurveyedAsync(5, "Quick and kind");

        var conversation = await _chatwoot.ConversationAsync();
        var rating = conversation.GetProperty("customerRating");
        Assert.Equal("chatwoot", conversation.GetProperty("connector").GetString());
        Assert.Equal("like", rating.GetProperty("value").GetString());
        Assert.Equal("Quick and kind", rating.GetProperty("comment").GetString());
        Assert.Equal("anna", rating.GetProperty("agentId").GetString());
        Assert.Equal("answered", conversation.GetProperty("ratingRequest").GetProperty("state").GetString());
        var messages = await _chatwoot.MessagesAsync();
        Assert.Equal(("customer", "Where is my parcel?"), messages[0]);
        Assert.Equal(("agent", "It comes tomorrow."), messages[1]);
    }

    [Theory]
    [InlineData(1, "dislike")]
    [InlineData(3, "dislike")]
    [InlineData(4, "like")]
    public async Task Four_faces_and_five_are_a_like(int face, string value)
    {
        await _chatwoot.SaysAsync("Hello?");
        await _chatwoot.ResolvesAsync(assignee: 7);

        await _chatwoot.SurveyedAsync(face);

        var rating = (await _chatwoot.ConversationAsync()).GetProperty("customerRating");
        Assert.Equal(value, rating.GetProperty("value").GetString());
    }

    [Fact]
    public async Task Whoever_answers_there_holds_it_here()
    {
        await _chatwoot.SaysAsync("Hello?");
        await _chatwoot.AnswersAsync(7, "Hello Ann");
        await _chatwoot.AnswersAsync(8, "Boris here");

        Assert.Equal("boris", (await _chatwoot.ConversationAsync()).GetProperty("agentId").GetString());
    }

    [Fact]
    public async Task What_was_said_there_is_not_said_again()
    {
        await _chatwoot.SaysAsync("Hello?");
        await _chatwoot.AnswersAsync(7, "Hello Ann");
        await _chatwoot.ResolvesAsync(assignee: 7);

        Assert.Empty((await _chatwoot.Host.Admin.GetAsync("parked")).Items);
        Assert.Equal(
            "sent", (await _chatwoot.ConversationAsync()).GetProperty("ratingRequest").GetProperty("state").GetString());
    }

    [Fact]
    public async Task An_answer_from_here_has_no_way_to_the_customer_and_is_parked()
    {
        await _chatwoot.SaysAsync("Hello?");
        var id = (await _chatwoot.ConversationAsync()).GetProperty("id").GetString()!;

        await new Centre(_chatwoot.Host).AnswerAsync(id, "anna", "From the other desk");

        await Eventually.HoldsAsync(async () => (await _chatwoot.Host.Admin.GetAsync("parked")).Items.Length == 1);
    }

    [Fact]
    public async Task Opened_again_it_is_the_same_dialogue()
    {
        await _chatwoot.SaysAsync("Hello?");
        await _chatwoot.ResolvesAsync(assignee: 7);
        await _chatwoot.ResolvesAsync(assignee: 7, status: "open");
        await _chatwoot.SaysAsync("One more thing");

        Assert.Equal("waitingForAgent", (await _chatwoot.ConversationAsync()).GetProperty("status").GetString());
    }

    [Fact]
    public async Task The_same_event_again_changes_nothing()
    {
        var at = _chatwoot.Host.Clock.GetUtcNow();
        var said = _chatwoot.Message("message_created", "incoming", "Hello?", ChatwootHost.Contact);
        var answered = _chatwoot.Message("message_created", "outgoing", "Yes?", """{"id":7,"type":"user"}""");
        var resolved = """
            {"event":"conversation_status_changed","id":5,"status":"resolved","meta":{"sender":{"id":42},"assignee":null}}
            """;

        foreach (var body in new[] { said, said, answered, answered, resolved, resolved })
            (await _chatwoot.PostAsync(body, at)).Is(HttpStatusCode.OK);

        var conversation = await _chatwoot.ConversationAsync();
        Assert.Equal("closing", conversation.GetProperty("status").GetString());
        Assert.Equal(2, (await _chatwoot.MessagesAsync()).Count(message => message.From != "system"));
    }

    [Fact]
    public async Task Notes_robots_and_strangers_say_nothing_here()
    {
        await _chatwoot.SaysAsync("Hello?");
        await _chatwoot.DeliverAsync(_chatwoot.Message(
            "message_created", "outgoing", "a private note", """{"id":7,"type":"user"}""", "\"private\":true"));
        await _chatwoot.DeliverAsync(_chatwoot.Message("message_created", "outgoing", "a robot", """{"id":7,"type":"agent_bot"}"""));
        await _chatwoot.AnswersAsync(999, "an agent of nobody's");
        await _chatwoot.DeliverAsync(_chatwoot.Message("message_created", "activity", "Conversation was resolved", "null"));
        await _chatwoot.DeliverAsync(_chatwoot.Message("message_updated", "incoming", "edited", ChatwootHost.Contact));
        await _chatwoot.DeliverAsync("""{"event":"webwidget_triggered","id":1}""");

        Assert.Equal(("customer", "Hello?"), Assert.Single(await _chatwoot.MessagesAsync()));
        Assert.Equal("new", (await _chatwoot.ConversationAsync()).GetProperty("status").GetString());
    }

    [Fact]
    public async Task An_old_or_forged_delivery_is_refused()
    {
        var body = _chatwoot.Message("message_created", "incoming", "Hello?", ChatwootHost.Contact);
        var now = _chatwoot.Host.Clock.GetUtcNow();

        (await _chatwoot.PostAsync(body, now.AddMinutes(-6))).Is(HttpStatusCode.Unauthorized);
        (await _chatwoot.PostAsync(body, now, secret: "guess")).Is(HttpStatusCode.Unauthorized);
        Assert.Empty(await _chatwoot.ConversationsAsync());
    }

    [Fact]
    public async Task Only_the_inbox_that_is_named_is_followed()
    {
        await using var other = await ChatwootHost.StartAsync(inboxId: "4");
        await other.SaysAsync("Hello?");
        Assert.Empty(await other.ConversationsAsync());

        await using var same = await ChatwootHost.StartAsync(inboxId: "3");
        await same.SaysAsync("Hello?");
        Assert.Single(await same.ConversationsAsync());
    }

    [Theory]
    [InlineData("\\u0000")]
    [InlineData("""a name of two\nlines""")]
    [InlineData(null)]
    public async Task A_name_that_cannot_be_ours_is_kept_and_known_again(string? name)
    {
        var body = $$$"""
            {"event":"message_created","id":"{{{name ?? new string('9', 300)}}}","content":"Hello?","content_type":"text",
            "message_type":"incoming","sender":{{{ChatwootHost.Contact}}},{{{ChatwootHost.Place}}}}
            """;

        await _chatwoot.DeliverAsync(body);
        await _chatwoot.RestartAsync();
        await _chatwoot.DeliverAsync(body);

        Assert.Equal(("customer", "Hello?"), Assert.Single(await _chatwoot.MessagesAsync()));
    }
}
