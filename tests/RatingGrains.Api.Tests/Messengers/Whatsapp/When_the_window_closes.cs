using RatingGrains.Api.Host;

namespace RatingGrains.Api.Messengers.Whatsapp;

public sealed class When_the_window_closes : IAsyncLifetime
{
    private static readonly TestedWhatsapp Whatsapp = new();

    private MessengerHost _host = null!;

    public async Task InitializeAsync()
    {
        _host = await MessengerHost.StartAsync(Whatsapp);
        await _host.ConfigureAsync(new { closing = new { afterSilence = (string?)null } });
    }

    public Task DisposeAsync() => _host.DisposeAsync().AsTask();

    [Fact]
    public async Task Nobody_is_asked_a_day_after_their_last_word_and_the_reason_is_kept()
    {
        var id = await _host.OpenedAsync();
        await _host.AnswerAsync(id);
        await _host.SentAsync(1);
        _host.Host.Clock.Advance(TimeSpan.FromHours(24));

        await _host.FinishAsync(id);

        Assert.Equal(("notSent", "connectorCannotSend"), await _host.RequestAsync(id));
        await _host.SentAsync(1);
    }

    [Fact]
    public async Task Who_writes_again_opens_it_again()
    {
        var id = await _host.OpenedAsync();
        _host.Host.Clock.Advance(TimeSpan.FromHours(30));
        await _host.DeliverAsync(TestedWhatsapp.Delivers(TestedWhatsapp.Message(
            50, """ "type":"text","text":{"body":"Still there?"} """,
            at: _host.Host.Clock.GetUtcNow().ToUnixTimeSeconds())));

        await _host.FinishAsync(id);

        Assert.Equal(("sent", null), await _host.RequestAsync(id));
        await _host.SentAsync(1);
    }

    [Fact]
    public async Task A_message_that_comes_days_late_opens_nothing()
    {
        var late = _host.Host.Clock.GetUtcNow().AddDays(-3).ToUnixTimeSeconds();
        await _host.DeliverAsync(TestedWhatsapp.Delivers(
            TestedWhatsapp.Message(50, """ "type":"text","text":{"body":"Hello?"} """, at: late)));
        var id = (await _host.ConversationsAsync())[^1];

        await _host.FinishAsync(id);

        Assert.Equal(("notSent", "connectorCannotSend"), await _host.RequestAsync(id));
    }

    [Fact]
    public async Task A_refusal_of_whatsapps_own_is_said_on_the_conversation()
    {
        var id = await _host.OpenedAsync();
        _host.Api.Prepare(TestedWhatsapp.Error(400, 131047, "More than 24 hours have passed since the customer last replied"));

        await _host.FinishAsync(id);

        await Eventually.HoldsAsync(async () => await _host.RequestAsync(id) == ("notSent", "deliveryFailed"));
        Assert.Contains(
            await _host.ItemsAsync($"conversations/{id}/history"),
            entry => entry.GetProperty("comment").GetString()?.Contains("131047") is true);
    }

    [Fact]
    public async Task A_customer_who_hides_the_number_is_answered_all_the_same()
    {
        await _host.DeliverAsync(TestedWhatsapp.Changes($$$"""
            "contacts":[{"profile":{"name":"Ann","username":"ann"},"user_id":"{{{TestedWhatsapp.HiddenCustomer}}}"}],
            "messages":[{"from_user_id":"{{{TestedWhatsapp.HiddenCustomer}}}","id":"wamid.H","timestamp":"1","type":"text",
            "text":{"body":"Hello?"}}]
            """));
        var id = (await _host.ConversationsAsync())[^1];

        await _host.AnswerAsync(id);

        await _host.SentAsync(1);
    }

    [Fact]
    public async Task A_report_that_comes_later_is_said_there_too()
    {
        var (id, prompt) = await _host.AskedAsync();
        var mark = System.Text.Json.JsonDocument.Parse(prompt.Body).RootElement.GetProperty("biz_opaque_callback_data");

        await _host.DeliverAsync(TestedWhatsapp.Reports(
            "failed", $$""","biz_opaque_callback_data":"{{mark}}","errors":[{"code":131026,"title":"Undeliverable"}]"""));

        Assert.Equal(("notSent", "deliveryFailed"), await _host.RequestAsync(id));
    }
}
