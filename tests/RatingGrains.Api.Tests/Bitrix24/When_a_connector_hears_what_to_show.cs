using RatingGrains.Api.Host;

namespace RatingGrains.Api.Bitrix24;

public sealed class When_a_connector_hears_what_to_show(Bitrix24Host world) : IClassFixture<Bitrix24Host>
{
    private const string Add = "OnImConnectorMessageAdd";

    [Fact]
    public async Task it_shows_the_answer_the_request_and_the_thanks_and_reports_that_they_arrived()
    {
        await using var heard = await HeardAsync(world.Application, Add);
        var (session, chat) = await world.WriteAsync("ann", "Hello");
        var conversation = await ConversationAsync(session);
        await world.Centre.AnswerAsync(conversation, "anna", "Good morning\n[b]Ä 👍 & more+");
        await world.Anna.ResultAsync("imopenlines.operator.finish", new { CHAT_ID = chat });
        // Nothing is said twice: the others are not waited for.
        var answer = await heard.MessageAsync(0);
        var request = await heard.MessageAsync(1);

        Assert.Equal((Bitrix24Host.Connector, $"{world.Line}"), heard.Where(0));
        Assert.Equal((chat, "chat-ann"), (answer["im"]["chat_id"].Text, answer["chat"]["id"].Text));
        Assert.Equal(
            ($"{world.AnnasNumber}", "[b]anna:[/b] [br]Good morning\n[b]Ä 👍 & more+"),
            (answer["message"]["user_id"].Text, answer["message"]["text"].Text));
        Assert.Equal("0", request["message"]["user_id"].Text);
        var history = (await world.HistoryAsync(session)).GetProperty("message");
        Assert.Equal(
            request["message"]["text"].Text,
            history.GetProperty(request["im"]["message_id"].Text!).GetProperty("text").GetString());

        await world.ReportAsync(request, "theirs-1");
        var rated = (await world.Host.Admin.PostAsync($"channels/{Bitrix24Host.Channel}/messages", new
        {
            connector = Bitrix24Host.Connector,
            chatId = "chat-ann",
            userId = "ann",
            messageId = "reply",
            text = "1",
            inReplyTo = "theirs-1",
        })).Good;
        Assert.Equal("rated", rated.GetProperty("outcome").GetString());
        var thanks = await heard.MessageAsync(2);
        Assert.Equal("chat-ann", thanks["chat"]["id"].Text);
        Assert.NotEqual(request["im"]["message_id"].Text, thanks["im"]["message_id"].Text);
        await heard.NothingButAsync(3);
    }

    [Fact]
    public async Task it_is_told_of_its_own_connectors_only_and_without_names_where_it_asked_for_none()
    {
        var other = await world.ApplicationAsync("unsigned");
        await other.ResultAsync("imconnector.register", new
        {
            ID = "plain",
            NAME = "Plain",
            ICON = new { DATA_IMAGE = "x" },
            PLACEMENT_HANDLER = "x",
            NEED_SIGNATURE = "N",
        });
        await using var heard = await HeardAsync(other, Add);
        var theirs = await world.Centre.WriteAsync(Bitrix24Host.Channel, "of-shop", connector: Bitrix24Host.Connector);
        await world.Centre.AnswerAsync(theirs, "anna", "Not for you");
        var mine = await world.Centre.WriteAsync(Bitrix24Host.Channel, "of-plain", connector: "plain");
        await world.Centre.AnswerAsync(mine, "anna", "For you");

        Assert.Equal("For you", (await heard.MessageAsync(0))["message"]["text"].Text);
        await heard.NothingButAsync(1);
    }

    [Fact]
    public async Task whoever_follows_a_line_is_told_of_all_that_is_said_in_it()
    {
        await using var heard = await HeardAsync(world.Application, "OnOpenLineMessageAdd");
        var (session, chat) = await world.WriteAsync("liz", "Hello");
        await world.Centre.AnswerAsync(await ConversationAsync(session), "anna", "Good morning");
        await world.Anna.ResultAsync("imopenlines.operator.finish", new { CHAT_ID = chat });
        await heard.CountAsync(3);

        var said = heard.All.Select(one => one["data"]["DATA"]["0"]).ToList();
        Assert.Equal(["N", "N", "Y"], said.Select(one => one["message"]["system"].Text));
        Assert.Equal(["Hello", "Good morning"], said.Take(2).Select(one => one["message"]["text"].Text));
        Assert.Equal($"{world.AnnasNumber}", said[1]["message"]["user_id"].Text);
        Assert.All(said, one => Assert.Equal(chat, one["chat"]["id"].Text));
        Assert.All(said, one => Assert.Equal(
            (Bitrix24Host.Connector, $"{world.Line}", "chat-liz", "liz"), (
                one["connector"]["connector_id"].Text, one["connector"]["line_id"].Text,
                one["connector"]["chat_id"].Text, one["connector"]["user_id"].Text)));
        var history = await world.HistoryAsync(session);
        var ids = history.GetProperty("usersMessage").GetProperty($"chat{chat}").EnumerateArray();
        Assert.Equal(
            ids.Select(id => id.GetString()),
            said.Select(one => one["message"]["id"].Text));
        Assert.Equal(
            history.GetProperty("message").EnumerateObject().First().Value.GetProperty("senderid").GetString(),
            said[0]["message"]["user_id"].Text);
        await heard.NothingButAsync(3);
    }

    [Fact]
    public async Task its_events_have_one_token_and_whole_numbers_and_a_repeat_is_known_by_its_own()
    {
        await using var heard = await HeardAsync(world.Application, Add, "OnSessionStart");
        heard.Receiver.Answer = (_, context) =>
        {
            context.Response.StatusCode = heard.Receiver.Got.Count == 1 ? 500 : 204;
            return Task.CompletedTask;
        };
        var (session, _) = await world.WriteAsync("kim", "Hello");
        await world.Centre.AnswerAsync(await ConversationAsync(session), "anna", "Good morning");
        await Eventually.HoldsAsync(() =>
        {
            world.Host.Clock.Advance(TimeSpan.FromSeconds(1));
            return heard.Receiver.Got.Count >= 3;
        });

        var tokens = (await world.Application.ResultAsync("event.get")).EnumerateArray()
            .Select(bound => bound.GetProperty("application_token").GetString()).Distinct();
        var proofs = heard.All.Select(one => one["auth"]["application_token"].Text).Distinct();
        Assert.Equal(tokens.Single(), proofs.Single());
        Assert.All(heard.All, one => Assert.True(one["eventId"].Id > 0 && one["event_handler_id"].Id > 0));
        Assert.Equal(2, heard.All.Select(one => one["eventId"].Text).Distinct().Count());
        Assert.Equal(2, heard.All.Select(one => one["event_handler_id"].Text).Distinct().Count());
    }

    [Fact]
    public async Task what_never_happens_may_be_asked_for_and_what_is_said_is_not_told_elsewhere()
    {
        var other = await world.ApplicationAsync("asks-for-all");
        foreach (var name in new[]
                 {
                     "OnOpenLineMessageUpdate", "OnOpenLineMessageDelete", "OnImConnectorMessageUpdate",
                     "OnImConnectorMessageDelete",
                 })
        {
            Assert.True((await other.ResultAsync(
                "event.bind", new { @event = name, handler = "https://shop.example" })).GetBoolean());
        }
        foreach (var name in new[] { "message.added", "message.sent", "message.*" })
        {
            var reply = await world.Host.Admin.PostAsync(
                "webhooks", new { url = "https://crm.example", events = new[] { name } });
            Assert.Equal(System.Net.HttpStatusCode.UnprocessableEntity, reply.Status);
        }
    }

    private async Task<string> ConversationAsync(string session) =>
        (await world.Host.Admin.GetAsync("conversations")).Items
        .Single(row => $"{row.GetProperty("number").GetInt64()}" == session).GetProperty("id").GetString()!;

    private Task<Heard> HeardAsync(RestClient application, params string[] events) =>
        Heard.StartAsync(world.Host, application, events);
}
