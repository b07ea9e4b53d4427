namespace RatingGrains.Api.Bitrix24;

public sealed class When_a_connector_reports_what_arrived(Bitrix24Host world) : IClassFixture<Bitrix24Host>
{
    [Fact]
    public async Task a_reply_to_a_request_that_was_reported_finds_an_older_session()
    {
        await using var heard = await Heard.StartAsync(world.Host, world.Application, "OnImConnectorMessageAdd");
        var (first, chat) = await world.WriteAsync("eve", "Hello");
        await world.Anna.ResultAsync("imopenlines.operator.answer", new { CHAT_ID = chat });
        await world.Anna.ResultAsync("imopenlines.operator.finish", new { CHAT_ID = chat });
        await world.ReportAsync(await heard.MessageAsync(0), "older");
        await world.Anna.ResultAsync("imopenlines.operator.finish", new { CHAT_ID = chat });
        var (second, _) = await world.WriteAsync("eve", "Another thing");
        Assert.NotEqual(first, second);

        await world.Host.Admin.PostAsync($"channels/{Bitrix24Host.Channel}/messages", new
        {
            connector = Bitrix24Host.Connector,
            chatId = "chat-eve",
            userId = "eve",
            messageId = "reply-eve",
            text = "0",
            inReplyTo = "older",
        });
        var rated = (await world.Admin.ResultAsync("rating.conversation.list", new { filter = new { ID = first } }))[0];
        // Without a window its right ended when the customer began another: it is late, and not a new message.
        Assert.Equal("0", rated.GetProperty("VOTE").GetString());
        var late = (await heard.MessageAsync(1))["message"]["text"].Text;
        Assert.NotEmpty(late!);
        await heard.NothingButAsync(2);
    }

    [Fact]
    public async Task a_report_of_what_was_never_sent_changes_nothing()
    {
        var (session, _) = await world.OpenAsync();
        string[] ids = ["0", "-1", "x", "", $"{session}000000", $"{session}000999", "999999999999000001", "1"];
        foreach (var id in ids)
            await world.ReportAsync(id, "nobody", "theirs");
        // Another's session is none of this connector's.
        var visitor = await world.Centre.HeldAsync(Bitrix24Host.Channel, "elsewhere", "anna");
        var held = (await world.Host.Admin.GetAsync($"conversations/{visitor}")).Good;
        var request = $"{held.GetProperty("number").GetInt64()}000003";
        await world.ReportAsync(request, "elsewhere", "theirs");
        var received = (await world.Host.Admin.PostAsync($"channels/{Bitrix24Host.Channel}/messages", new
        {
            connector = "liveChat",
            chatId = "elsewhere",
            userId = "elsewhere",
            messageId = "r1",
            text = "Thank you",
            inReplyTo = "theirs",
        })).Good;
        Assert.Equal("resumed", received.GetProperty("outcome").GetString());
    }
}
