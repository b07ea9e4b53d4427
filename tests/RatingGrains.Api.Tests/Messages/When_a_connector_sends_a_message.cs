using System.Net;
using System.Text.Json;
using RatingGrains.Api.Host;

namespace RatingGrains.Api.Messages;

public sealed class When_a_connector_sends_a_message(QuietHost quiet) : IClassFixture<QuietHost>
{
    [Fact]
    public async Task the_first_opens_a_conversation_and_the_next_is_added()
    {
        var first = await SendAsync("c1", "1", "Hello");
        var second = await SendAsync("c1", "2", "Anybody?");

        Assert.Equal("opened", Outcome(first));
        Assert.Equal("appended", Outcome(second));
        Assert.Equal(Conversation(first), Conversation(second));
    }

    [Fact]
    public async Task its_id_reveals_nothing_of_the_customer()
    {
        var conversation = Conversation(await SendAsync("secret-customer-4711", "1", "Hello"));

        Assert.DoesNotContain("4711", conversation);
        Assert.Matches("^[A-Za-z0-9._:-]{1,64}$", conversation);
    }

    [Fact]
    public async Task a_repeat_is_a_duplicate_and_other_content_is_refused()
    {
        var first = await SendAsync("c2", "1", "Hello");

        var repeat = await SendAsync("c2", "1", "Hello");
        var other = await SendAsync("c2", "1", "Something else");

        Assert.Equal("duplicate", Outcome(repeat));
        Assert.Equal(Conversation(first), Conversation(repeat));
        Assert.Equal("messageIdReused", other.Is(HttpStatusCode.Conflict).Code);
    }

    [Theory]
    [InlineData("0001-01-01T00:00:00Z")]
    [InlineData("9999-12-31T23:59:59Z")]
    [InlineData("1970-01-01T00:00:00+14:00")]
    public async Task the_senders_clock_decides_nothing(string sentAt)
    {
        var before = quiet.Host.Clock.GetUtcNow().AddSeconds(-1);
        var body = new { connector = "sms", chatId = sentAt, userId = "1", messageId = "1", text = "Hi", sentAt };

        var answer = await quiet.Host.Admin.PostAsync("channels/web/messages", body);

        var conversation = (await quiet.Host.Admin.GetAsync($"conversations/{Conversation(answer)}")).Good;
        Assert.InRange(conversation.GetProperty("openedAt").GetDateTimeOffset(), before, before.AddMinutes(1));
    }

    [Theory]
    [InlineData("""{"connector":"sms","chatId":"1","userId":"1","messageId":"1"}""", "text")]
    [InlineData("""{"connector":"sms","chatId":"1","userId":"1","messageId":"1","text":"a","rating":"like"}""", "text")]
    [InlineData("""{"connector":"sms","chatId":"1","userId":"1","messageId":"1","text":""}""", "text")]
    [InlineData("""{"connector":"s m s","chatId":"1","userId":"1","messageId":"1","text":"a"}""", "connector")]
    public async Task what_says_nothing_or_too_much_is_refused(string body, string field)
    {
        var answer = await quiet.Host.Admin.SendAsync(
            HttpMethod.Post, "channels/web/messages", new StringContent(body));

        Assert.Equal([field], answer.Is(HttpStatusCode.UnprocessableEntity).BrokenFields);
    }

    [Theory]
    [InlineData(20_000, HttpStatusCode.OK)]
    [InlineData(20_001, HttpStatusCode.UnprocessableEntity)]
    public async Task its_text_has_a_limit(int length, HttpStatusCode expected) =>
        (await SendAsync($"long{length}", "1", new string('a', length))).Is(expected);

    [Theory]
    [InlineData("nowhere")]
    [InlineData("a%2Fb")]
    public async Task an_unknown_channel_is_not_there(string channel) =>
        (await quiet.Host.Admin.PostAsync(
            $"channels/{channel}/messages",
            new { connector = "sms", chatId = "1", userId = "1", messageId = "1", text = "Hi" }))
            .Is(HttpStatusCode.NotFound);

    [Fact]
    public async Task an_inactive_channel_opens_nothing_but_goes_on_with_what_is_open()
    {
        await quiet.Centre.ChannelAsync("closing-down", "anna");
        var open = await SendAsync("old", "1", "Hello", "closing-down");
        await quiet.Centre.ChannelAsync("closing-down", new { name = "A", active = false, agents = new[] { "anna" } });

        var refused = await SendAsync("new", "1", "Hello", "closing-down");
        var goesOn = await SendAsync("old", "2", "Still there?", "closing-down");

        Assert.Equal("channelInactive", refused.Is(HttpStatusCode.Conflict).Code);
        Assert.Equal("appended", Outcome(goesOn));
        Assert.Equal(Conversation(open), Conversation(goesOn));
    }

    [Fact]
    public async Task a_rating_with_nothing_to_rate_is_not_expected()
    {
        var body = new { connector = "network", chatId = "lonely", userId = "1", messageId = "1", rating = "like" };

        Assert.Equal("notExpected", Outcome(await quiet.Host.Admin.PostAsync("channels/web/messages", body)));
    }

    [Theory]
    [InlineData("like", "rated", "like")]
    [InlineData("dislike", "rated", "dislike")]
    [InlineData("later", "later", null)]
    public async Task a_tap_answers_the_request(string rating, string outcome, string? value)
    {
        var conversation = await quiet.Centre.HeldAsync("web", $"tap-{rating}", "anna");
        var customer = $"tap-{rating}";
        var body = new { connector = "liveChat", chatId = customer, userId = customer, messageId = "tap", rating };

        var answer = await quiet.Host.Admin.PostAsync("channels/web/messages", body);

        Assert.Equal(outcome, Outcome(answer));
        Assert.Equal(conversation, Conversation(answer));
        var view = (await quiet.Host.Admin.GetAsync($"conversations/{conversation}")).Good;
        Assert.Equal(value, Given(view));
    }

    [Theory]
    [InlineData("1", "rated", "like")]
    [InlineData("0", "rated", "dislike")]
    [InlineData("10", "resumed", null)]
    public async Task a_digit_answers_the_request_in_a_text_connector(string text, string outcome, string? value)
    {
        var customer = $"typed-{text}";
        var opened = await SendAsync(customer, "1", "Hello");
        await quiet.Centre.AcceptAsync(Conversation(opened), "anna");
        await quiet.Centre.AnswerAsync(Conversation(opened), "anna", "Here you are.");
        await quiet.Centre.FinishAsync(Conversation(opened));

        var answer = await SendAsync(customer, "2", text);

        Assert.Equal(outcome, Outcome(answer));
        Assert.Equal(value, Given((await quiet.Host.Admin.GetAsync($"conversations/{Conversation(opened)}")).Good));
    }

    private Task<Answer> SendAsync(string customer, string messageId, string text, string channel = "web") =>
        quiet.Host.Admin.PostAsync(
            $"channels/{channel}/messages",
            new { connector = "sms", chatId = customer, userId = customer, messageId, text });

    private static string? Given(JsonElement conversation) =>
        conversation.GetProperty("customerRating") is { ValueKind: JsonValueKind.Object } rating
            ? rating.GetProperty("value").GetString()
            : null;

    private static string? Outcome(Answer answer) => answer.Good.GetProperty("outcome").GetString();

    private static string Conversation(Answer answer) => answer.Good.GetProperty("conversationId").GetString()!;
}
