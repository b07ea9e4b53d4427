using Microsoft.Playwright;
using RatingGrains.Browser;

namespace RatingGrains.Console;

[Collection(InBrowser.Name)]
public sealed class When_somebody_uses_no_mouse_or_no_eyes(Chromium chromium)
{
    [ConsoleTheory]
    [InlineData(ColorScheme.Light)]
    [InlineData(ColorScheme.Dark)]
    public async Task axe_finds_nothing_serious_on_any_page(ColorScheme scheme)
    {
        await using var host = await ApiHost.StartAsync();
        var bad = await Demonstration.FillAsync(host);
        BrowserNewContextOptions Visitor() =>
            new() { ColorScheme = scheme, BypassCSP = true, ReducedMotion = ReducedMotion.Reduce };
        await using var admin = await ConsolePage.OpenAsync(chromium, host, visitor: Visitor());
        await admin.Button("Sign in").ShowsAsync();
        var found = new List<string> { await Axe.SeriousAsync(admin.Page) };
        await admin.SignInAsync(ApiHost.AdminKey);
        foreach (var (path, sign) in new[]
        {
            ("/conversations", "Boris Petrov"), ($"/conversations/{bad}", "Please look into it sooner."),
            ("/channels", "Website"), ("/channels/web", "Try it out"), ("/people", "Anna Weber"),
            ("/parked", "Everything was delivered."), ("/overview", "As a table"),
            ("/webhooks", "No system is told yet."),
        })
        {
            await admin.GoAsync(host, path);
            await admin.Page.GetByText(sign).First.ShowsAsync();
            foreach (var table in await admin.Page.Locator("summary").AllAsync())
                await table.ClickAsync();
            found.Add(await Axe.SeriousAsync(admin.Page));
        }
        await admin.GoAsync(host, "/channels/web");
        await admin.Page.GetByRole(AriaRole.Tab, new() { Name = "General" }).ClickAsync();
        await admin.Page.GetByText("This line puts it on a page:").ShowsAsync();
        found.Add(await Axe.SeriousAsync(admin.Page));
        await using var anna = await ConsolePage.SignedInAsync(
            chromium, host, await Demonstration.KeyAsync(host, "agent", "anna"), "/work", Visitor());
        await anna.Page.GetByText("Emil Novak").ShowsAsync();
        await anna.Button("Notifications").ClickAsync();
        await anna.Page.Locator(".notification").First.ShowsAsync();
        found.Add(await Axe.SeriousAsync(anna.Page));
        Assert.True(found.TrueForAll(page => page.Length == 0), string.Join("\n\n", found));
    }

    [ConsoleTheory]
    [InlineData(ColorScheme.Light)]
    [InlineData(ColorScheme.Dark)]
    public async Task axe_finds_nothing_serious_about_webhooks(ColorScheme scheme)
    {
        await using var host = await ApiHost.StartAsync();
        await Demonstration.WebhooksAsync(host);
        await using var admin = await ConsolePage.SignedInAsync(
            chromium, host, ApiHost.AdminKey, "/webhooks",
            new() { ColorScheme = scheme, BypassCSP = true, ReducedMotion = ReducedMotion.Reduce });
        var crm = admin.Section("https://crm.invalid/hooks/ratings");
        await crm.GetByText("Failing since").ShowsAsync();

        foreach (var (part, sign) in new[]
        {
            ("Deliveries", "Send all again"), ("Change", "Save"), ("New secret", "Make a new secret"),
        })
        {
            await crm.GetByRole(AriaRole.Button, new() { Name = part, Exact = true }).ClickAsync();
            await crm.GetByRole(AriaRole.Button, new() { Name = sign, Exact = true }).ShowsAsync();
            await Axe.FindsNothingSeriousAsync(admin.Page);
        }
        await admin.Button("New webhook").ClickAsync();
        await Axe.FindsNothingSeriousAsync(admin.Page);
    }

    [ConsoleFact]
    public async Task the_keyboard_finds_a_conversation_and_rates_it()
    {
        await using var host = await ApiHost.StartAsync();
        var bad = await Demonstration.FillAsync(host);
        await using var olga = await ConsolePage.SignedInAsync(
            chromium, host, await Demonstration.KeyAsync(host, "supervisor", "olga"));
        var keys = olga.Page.Keyboard;

        await olga.Row(bad).GetByRole(AriaRole.Link).FocusAsync();
        await keys.PressAsync("Enter");
        await olga.Section("Supervisor rating").GetByLabel("Comment").FocusAsync();
        await keys.PressAsync("Shift+Tab");
        await keys.PressAsync("ArrowRight");
        await keys.PressAsync("Space");
        await keys.PressAsync("Tab");
        await keys.PressAsync("Tab");
        await keys.PressAsync("Enter");

        await Eventually.HoldsAsync(async () =>
            (await host.Admin.GetAsync($"conversations/{bad}")).Good.GetProperty("supervisorRating").GetProperty("stars")
            .GetInt32() == 3);
    }

    [ConsoleTheory]
    [InlineData("en-GB", "Conversations", "Conversation closed", "Share of likes")]
    [InlineData("ru-RU", "Диалоги", "Диалог закрыт", "Доля «нравится»")]
    [InlineData("it-IT", "Conversazioni", "Conversazione chiusa", "Quota di «mi piace»")]
    [InlineData("es-MX", "Conversaciones", "Conversación cerrada", "Parte de «me gusta»")]
    public async Task the_browsers_language_is_spoken(string locale, string place, string closed, string share)
    {
        await using var host = await ApiHost.StartAsync();
        var bad = await Demonstration.FillAsync(host);
        await using var console = await ConsolePage.OpenAsync(
            chromium, host, visitor: new() { Locale = locale, ViewportSize = new() { Width = 1400, Height = 900 } });

        await console.Page.Locator("input[type=password]").FillAsync(ApiHost.AdminKey);
        await console.Page.Keyboard.PressAsync("Enter");

        await console.Link(place).ShowsAsync();
        await console.Row(bad).SaysAsync(closed);
        await console.GoAsync(host, "/overview");
        await console.Section(share).GetByRole(AriaRole.Img).ShowsAsync();
        Assert.Empty(console.Errors);
    }

    [ConsoleTheory]
    [InlineData(390)]
    [InlineData(768)]
    public async Task nothing_hangs_over_the_edge_of_a_phone(int width)
    {
        await using var host = await ApiHost.StartAsync();
        var bad = await Demonstration.FillAsync(host);
        await using var admin = await ConsolePage.OpenAsync(
            chromium, host, visitor: new() { ViewportSize = new() { Width = width, Height = 780 } });
        await admin.Page.GetByLabel("Key", new() { Exact = true }).FillAsync(ApiHost.AdminKey);
        await admin.Page.Keyboard.PressAsync("Enter");
        await admin.Rows.First.ShowsAsync();

        await Demonstration.WebhooksAsync(host);
        foreach (var path in new[]
        {
            "/conversations", $"/conversations/{bad}", "/overview", "/channels", "/channels/web", "/people",
            "/webhooks", "/parked",
        })
        {
            await admin.GoAsync(host, path);
            await admin.Page.GetByRole(AriaRole.Heading, new() { Level = 1 }).First.WaitForAsync();
            if (path == "/overview")
                await admin.Page.Locator("canvas").First.WaitForAsync();
            if (path == "/webhooks")
                await admin.Page.GetByText("Failing since").First.WaitForAsync();
            foreach (var part in await admin.Page.GetByRole(AriaRole.Button, new() { Name = "Deliveries" }).AllAsync())
                await part.ClickAsync();
            Assert.False(
                await admin.Page.EvaluateAsync<bool>("document.documentElement.scrollWidth > innerWidth"), path);
        }
    }
}
