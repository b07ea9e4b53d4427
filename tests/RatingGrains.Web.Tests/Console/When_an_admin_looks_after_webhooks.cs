using System.Globalization;
using System.Net;
using Microsoft.Playwright;
using RatingGrains.Browser;
using static Microsoft.Playwright.Assertions;

namespace RatingGrains.Console;

[Collection(InBrowser.Name)]
public sealed class When_an_admin_looks_after_webhooks(Chromium chromium) : IAsyncLifetime
{
    private WebhookHost _host = null!;
    private Receiver _crm = null!;

    public async Task InitializeAsync()
    {
        _host = await WebhookHost.StartAsync();
        _crm = await _host.ReceiverAsync();
    }

    public async Task DisposeAsync() => await _host.DisposeAsync();

    [ConsoleFact]
    public async Task one_is_made_its_secret_is_shown_once_and_it_is_told()
    {
        await using var admin = await OpenAsync();
        await admin.Page.GetByText("No system is told yet.").ShowsAsync();

        await admin.Button("New webhook").ClickAsync();
        await admin.Page.GetByLabel("Address").FillAsync(_crm.Address);
        await admin.Page.GetByLabel("What it is for").FillAsync("CRM");
        await admin.Button("Make it").ClickAsync();
        var secret = await admin.Page.Locator("[data-made]").InnerTextAsync();
        var made = admin.Section(_crm.Address);
        await made.SaysAsync("CRM");
        await made.SaysAsync("rating.*");
        await Button(made, "Test").ClickAsync();

        await made.GetByRole(AriaRole.Status).SaysAsync("The receiver has it: 204.");
        Assert.True(_crm.Got[^1].IsSignedBy(secret));
        await admin.Page.ReloadAsync();
        await made.SaysAsync("CRM");
        Assert.Equal(0, await admin.Page.Locator("[data-made]").CountAsync());
        Assert.DoesNotContain(secret, await admin.Page.ContentAsync());
        Assert.Empty(admin.Errors);
    }

    [ConsoleFact]
    public async Task what_is_wrong_is_said_beside_its_field()
    {
        const string Nowhere = "https://10.1.2.3/hook";
        var refused = await _host.Host.Admin.PostAsync(
            "webhooks", new { url = Nowhere, events = new[] { "rating.*" } });
        var errors = refused.Is(HttpStatusCode.UnprocessableEntity).Body.GetProperty("errors");
        var why = errors.GetProperty("url")[0].GetString()!;
        await using var admin = await OpenAsync();

        await admin.Button("New webhook").ClickAsync();
        await admin.Page.GetByLabel("Address").FillAsync(Nowhere);
        await admin.Button("Make it").ClickAsync();

        await Expect(admin.Page.GetByLabel("Address")).ToHaveAccessibleDescriptionAsync(why);
        Assert.Empty((await _host.Host.Admin.GetAsync("webhooks")).Items);
    }

    [ConsoleFact]
    public async Task it_is_changed_paused_resumed_and_deleted()
    {
        var (id, _) = await _host.SubscribeAsync(_crm, "rating.*");
        await using var admin = await OpenAsync();
        var made = admin.Section(_crm.Address);

        await Button(made, "Pause").ClickAsync();
        await made.SaysAsync("Paused");
        Assert.False((await _host.WebhookAsync(id)).GetProperty("enabled").GetBoolean());
        await Button(made, "Resume").ClickAsync();
        await Button(made, "Pause").ShowsAsync();
        await Button(made, "Change").ClickAsync();
        await made.GetByLabel("What it is for").FillAsync("The CRM of sales");
        await made.GetByRole(AriaRole.Combobox, new() { Name = "Channels" })
            .Or(made.GetByRole(AriaRole.Textbox, new() { Name = "Channels" })).First.ClickAsync();
        await admin.Page.GetByRole(AriaRole.Option, new() { Name = "web" }).ClickAsync();
        await Button(made, "Save").ClickAsync();

        await made.GetByText("The CRM of sales").ShowsAsync();
        var changed = await _host.WebhookAsync(id);
        Assert.True(changed.GetProperty("enabled").GetBoolean());
        Assert.Equal("web", changed.GetProperty("channels")[0].GetString());
        Assert.Equal("rating.*", changed.GetProperty("events")[0].GetString());
        await Button(made, "Delete").ClickAsync();
        await Button(made, "Delete it").ClickAsync();
        await made.IsGoneAsync();
        Assert.Empty((await _host.Host.Admin.GetAsync("webhooks")).Items);
    }

    [ConsoleFact]
    public async Task a_new_secret_signs_and_for_a_time_the_former_one_too()
    {
        var (_, former) = await _host.SubscribeAsync(_crm, "rating.*");
        await using var admin = await OpenAsync();
        var made = admin.Section(_crm.Address);

        await Button(made, "New secret").ClickAsync();
        await made.GetByLabel("The former one signs as well").SelectOptionAsync("for an hour");
        await Button(made, "Make a new secret").ClickAsync();
        var secret = await made.Locator("[data-made]").InnerTextAsync();
        await made.SaysAsync("The former secret signs as well until");
        await Button(made, "Test").ClickAsync();
        await made.GetByText("The receiver has it: 204.").ShowsAsync();

        Assert.NotEqual(former, secret);
        Assert.All(new[] { former, secret }, one => Assert.True(_crm.Got[^1].IsSignedBy(one)));
        _host.Host.Clock.Advance(TimeSpan.FromHours(1));
        await Button(made, "Test").ClickAsync();
        await Eventually.HoldsAsync(() => _crm.Got.Count == 2);
        Assert.Equal((false, true), (_crm.Got[^1].IsSignedBy(former), _crm.Got[^1].IsSignedBy(secret)));
    }

    [ConsoleFact]
    public async Task what_was_given_up_is_listed_with_the_reason_and_sent_again_one_by_one_or_by_time()
    {
        var (id, _) = await _host.SubscribeAsync(_crm, "conversation.opened");
        _crm.Say(500);
        foreach (var customer in new[] { "one", "two", "three" })
            await _host.Centre.WriteAsync("web", customer);
        await Eventually.HoldsAsync(async () =>
            (await _host.DeliveriesAsync(id)).All(one => one.GetProperty("attempts").GetInt32() > 0));
        await using var admin = await OpenAsync();
        var made = admin.Section(_crm.Address);
        await made.SaysAsync("Failing since");
        _host.Host.Clock.Advance(TimeSpan.FromDays(4));
        await _host.AreAsync(id, "dead", 3);
        _crm.Answer = null;

        await Button(made, "Deliveries").ClickAsync();
        var rows = made.GetByRole(AriaRole.Row).Filter(new() { HasText = "Answered 500." });
        await Expect(rows).ToHaveCountAsync(3);
        await rows.First.GetByRole(AriaRole.Button, new() { Name = "Send again" }).ClickAsync();
        await Expect(rows).ToHaveCountAsync(2);
        var from = _host.Host.Clock.GetUtcNow().AddDays(-6);
        await made.GetByLabel("From").FillAsync(from.ToString("yyyy-MM-dd'T'HH:mm", CultureInfo.InvariantCulture));
        await Button(made, "Send all again").ClickAsync();

        await made.GetByText("2 are sent again.").ShowsAsync();
        await made.GetByText("Nothing was given up.").ShowsAsync();
        await _host.AreAsync(id, "delivered", 3);
        await made.GetByText("Failing since").IsGoneAsync();
        Assert.Empty(admin.Errors);
    }

    private Task<ConsolePage> OpenAsync() => ConsolePage.SignedInAsync(
        chromium, _host.Host, ApiHost.AdminKey, "/webhooks",
        new() { TimezoneId = "UTC", ViewportSize = new() { Width = 1400, Height = 900 } });

    private static ILocator Button(ILocator part, string name) =>
        part.GetByRole(AriaRole.Button, new() { Name = name, Exact = true });
}
