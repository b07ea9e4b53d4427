using System.Net;
using System.Text.Json;
using RatingGrains.Api.Host;

namespace RatingGrains.Api.Messages;

public sealed class When_a_delivery_is_reported : IAsyncLifetime
{
    private ApiHost _host = null!;
    private Centre _centre = null!;

    public async Task InitializeAsync()
    {
        _host = await ApiHost.StartAsync();
        _centre = new Centre(_host);
        await _centre.AgentAsync("anna");
        await _centre.ChannelAsync("web", "anna");
    }

    public async Task DisposeAsync() => await _host.DisposeAsync();

    [Fact]
    public async Task a_reply_may_name_what_was_sent()
    {
        var asked = await HeldAsync("ann");
        await ReportAsync(asked, new { messageId = "prompt-1" });
        await _host.Admin.PostAsync($"conversations/{asked}/finish");
        var next = await _centre.WriteAsync("web", "ann", "Another thing", "sms");

        var reply = await _host.Admin.PostAsync("channels/web/messages", new
        {
            connector = "sms",
            chatId = "ann",
            userId = "ann",
            messageId = "reply",
            text = "1",
            inReplyTo = "prompt-1",
        });

        Assert.NotEqual(asked, next);
        Assert.Equal(asked, reply.Good.GetProperty("conversationId").GetString());
        Assert.Equal("tooLate", reply.Good.GetProperty("outcome").GetString());
    }

    [Fact]
    public async Task a_request_that_did_not_arrive_was_not_sent()
    {
        var conversation = await HeldAsync("bob");

        var view = (await ReportAsync(conversation, new { error = "blocked" })).Good;

        Assert.Equal(
            ("notSent", "deliveryFailed"),
            (Request(view).GetProperty("state").GetString(), Request(view).GetProperty("reason").GetString()));
    }

    [Fact]
    public async Task a_customer_who_cannot_be_written_to_is_not_asked()
    {
        var conversation = await HeldAsync("carl");
        var cannotSendUntil = _host.Clock.GetUtcNow().AddDays(1);
        await ReportAsync(conversation, new { error = "blocked", cannotSendUntil });
        await _centre.WriteAsync("web", "carl", "Again", "sms");
        await _host.Admin.PostAsync($"conversations/{conversation}/finish");

        var view = (await _host.Admin.GetAsync($"conversations/{conversation}")).Good;

        Assert.Equal("connectorCannotSend", Request(view).GetProperty("reason").GetString());
    }

    [Theory]
    [InlineData("999999")]
    [InlineData("none")]
    public async Task of_something_that_was_never_sent_it_is_not_there(string id) =>
        (await _host.Admin.PostAsync($"channels/web/events/{id}/result", new { })).Is(HttpStatusCode.NotFound);

    private async Task<string> HeldAsync(string customer)
    {
        var conversation = await _centre.WriteAsync("web", customer, connector: "sms");
        await _centre.AcceptAsync(conversation, "anna");
        await _centre.FinishAsync(conversation);
        return conversation;
    }

    private async Task<Answer> ReportAsync(string conversation, object result)
    {
        var sent = await CustomerEvents.RequestAsync(_host, "web", conversation);
        return await _host.Admin.PostAsync($"channels/web/events/{sent}/result", result);
    }

    private static JsonElement Request(JsonElement conversation) => conversation.GetProperty("ratingRequest");
}
