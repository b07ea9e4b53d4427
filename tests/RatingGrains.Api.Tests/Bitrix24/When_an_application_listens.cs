using System.Text;
using RatingGrains.Api.Bitrix24.Requests;
using RatingGrains.Api.Host;

namespace RatingGrains.Api.Bitrix24;

public sealed class When_an_application_listens(Bitrix24Host world) : IClassFixture<Bitrix24Host>
{
    [Fact]
    public async Task it_is_told_of_the_session_and_its_rating_in_their_order()
    {
        await using var receiver = await Receiver.StartAsync();
        foreach (var name in new[] { "OnSessionStart", "OnSessionFinish", "onimconnectordialogstart", "OnRatingAdd" })
            Assert.True((await BindAsync(name, receiver.Address)).GetBoolean());
        var token = (await world.Application.ResultAsync("event.get")).EnumerateArray()
            .Single(bound => bound.GetProperty("event").GetString() == "ONRATINGADD").GetProperty("application_token").GetString();

        var (session, chat) = await world.WriteAsync("heard", "Hello");
        await world.Anna.ResultAsync("imopenlines.operator.answer", new { CHAT_ID = chat });
        await world.Anna.ResultAsync("imopenlines.operator.finish", new { CHAT_ID = chat });
        await world.WriteAsync("heard", "0");
        await world.Anna.ResultAsync("imopenlines.operator.finish", new { CHAT_ID = chat });
        // A session of another connector is a session, and no dialogue of this application's.
        await world.Centre.WriteAsync(Bitrix24Host.Channel, "visitor");
        await Eventually.HoldsAsync(() => Task.FromResult(receiver.Got.Count == 5));

        var events = receiver.Got.Select(told => BracketedForm.Read(Encoding.UTF8.GetString(told.Raw))!).ToList();
        var start = events.First(one => one["event"].Text == "ONSESSIONSTART")["data"]["DATA"]["0"];
        Assert.Equal(session, start["session"]["id"].Text);
        Assert.Equal("N", start["session"]["closed"].Text);
        Assert.Equal((Bitrix24Host.Connector, $"{world.Line}", "chat-heard", "heard"), (
            start["connector"]["connector_id"].Text, start["connector"]["line_id"].Text,
            start["connector"]["chat_id"].Text, start["connector"]["user_id"].Text));
        var dialog = Assert.Single(events, one => one["event"].Text == "ONIMCONNECTORDIALOGSTART");
        Assert.Equal(Bitrix24Host.Connector, dialog["data"]["CONNECTOR"].Text);
        var finish = Assert.Single(events, one => one["event"].Text == "ONSESSIONFINISH");
        Assert.Equal("Y", finish["data"]["DATA"]["0"]["session"]["closed"].Text);
        var rated = Assert.Single(events, one => one["event"].Text == "ONRATINGADD");
        Assert.Equal(("1", session, $"{world.AnnasNumber}"), (
            rated["data"]["DATA"]["0"]["rating"]["VOTE"].Text, rated["data"]["DATA"]["0"]["rating"]["SESSION_ID"].Text,
            rated["data"]["DATA"]["0"]["rating"]["OPERATOR_ID"].Text));
        Assert.Equal(token, rated["auth"]["application_token"].Text);
        Assert.Equal(2, events.Count(one => one["event"].Text == "ONSESSIONSTART"));

        Assert.Equal(1, (await world.Application.ResultAsync("event.unbind", new { @event = "OnRatingAdd" })).GetProperty("count").GetInt32());
        foreach (var name in new[] { "OnSessionStart", "OnSessionFinish", "OnImConnectorDialogStart" })
            await world.Application.ResultAsync("event.unbind", new { @event = name, handler = receiver.Address });
        Assert.Empty((await world.Application.ResultAsync("event.get")).EnumerateArray());
    }

    [Fact]
    public async Task it_binds_once_and_only_what_there_is()
    {
        var other = await world.ApplicationAsync("listener");
        for (var time = 0; time < 2; time++)
        {
            Assert.True((await other.ResultAsync(
                "event.bind", new { @event = "OnRatingAdd", handler = "https://shop.example/hear" })).GetBoolean());
        }
        Assert.Single((await other.ResultAsync("event.get")).EnumerateArray());
        Assert.DoesNotContain(
            "shop.example/hear", (await world.Application.CallAsync("event.get")).Text);

        Assert.Equal("ERROR_EVENT_NOT_FOUND", (await other.CallAsync("event.bind", new { @event = "OnCrmLeadAdd", handler = "https://a.example" })).Error);
        Assert.Equal("ERROR_EVENT_NOT_FOUND", (await other.CallAsync("event.bind")).Error);
        Assert.Equal("ERROR_ARGUMENT", (await other.CallAsync("event.bind", new { @event = "OnRatingAdd" })).Error);
        Assert.Equal("ERROR_ARGUMENT", (await other.CallAsync("event.bind", new { @event = "OnRatingAdd", handler = "http://10.0.0.1/" })).Error);
        Assert.Equal("ERROR_ARGUMENT", (await other.CallAsync(
            "event.bind",
            new { @event = "OnRatingAdd", handler = "https://a.example", event_type = "offline" })).Error);
        Assert.Equal("WRONG_AUTH_TYPE", (await world.Admin.CallAsync("event.bind", new { @event = "OnRatingAdd", handler = "https://a.example" })).Error);
        Assert.Empty((await world.Host.Admin.GetAsync("webhooks")).Items);
    }

    private Task<System.Text.Json.JsonElement> BindAsync(string name, string handler) =>
        world.Application.ResultAsync("event.bind", new { @event = name, handler });
}
