using Microsoft.Playwright;
using RatingGrains.Browser;

namespace RatingGrains.Console;

/// <summary>Pictures to look at, and those of the documentation: made where PICTURES names a folder.</summary>
[Collection(InBrowser.Name)]
public sealed class Pictures(Chromium chromium)
{
    private static readonly string? Folder = Environment.GetEnvironmentVariable("PICTURES");

    [ConsoleTheory]
    [InlineData(ColorScheme.Light, 1280, 800, "en-GB")]
    [InlineData(ColorScheme.Dark, 1280, 800, "en-GB")]
    [InlineData(ColorScheme.Light, 390, 780, "ru-RU")]
    [InlineData(ColorScheme.Dark, 390, 780, "es-ES")]
    [InlineData(ColorScheme.Light, 1280, 800, "it-IT")]
    public async Task are_taken(ColorScheme scheme, int width, int height, string locale)
    {
        if (Folder is null)
            return;
        await using var host = await ApiHost.StartAsync();
        var bad = await Demonstration.FillAsync(host);
        var (visitor, name) = Visitor(scheme, width, height, locale);
        await using var admin = await ConsolePage.OpenAsync(chromium, host, visitor: visitor);
        await admin.Page.Locator("input[type=password]").WaitForAsync();
        await TakeAsync(admin, $"console-sign-in-{name}");
        await admin.Page.Locator("input[type=password]").FillAsync(ApiHost.AdminKey);
        await admin.Page.Keyboard.PressAsync("Enter");
        await admin.Rows.First.WaitForAsync();
        await TakeAsync(admin, $"console-list-{name}");
        foreach (var (path, sign, title) in new[]
        {
            ($"/conversations/{bad}", ".history li", "conversation"), ("/channels/web", ".preview", "quality"),
            ("/people", "table", "people"),
        })
        {
            await admin.GoAsync(host, path);
            await admin.Page.Locator(sign).First.WaitForAsync();
            await TakeAsync(admin, $"console-{title}-{name}");
        }
        await using var anna = await ConsolePage.OpenAsync(chromium, host, "/work", visitor);
        await anna.Page.Locator("input[type=password]").FillAsync(await Demonstration.KeyAsync(host, "agent", "anna"));
        await anna.Page.Keyboard.PressAsync("Enter");
        await anna.Page.GetByText("Emil Novak").WaitForAsync();
        await TakeAsync(anna, $"console-work-{name}");
    }

    [ConsoleTheory]
    [InlineData(ColorScheme.Light, 1280, 800, "en-GB")]
    [InlineData(ColorScheme.Dark, 1280, 800, "en-GB")]
    [InlineData(ColorScheme.Light, 390, 780, "ru-RU")]
    [InlineData(ColorScheme.Dark, 390, 780, "ru-RU")]
    [InlineData(ColorScheme.Light, 1280, 800, "ru-RU")]
    public async Task of_figures_and_settings_are_taken(ColorScheme scheme, int width, int height, string locale)
    {
        if (Folder is null)
            return;
        await using var host = await ApiHost.StartAsync();
        await Demonstration.WebhooksAsync(host);
        await Demonstration.MonthAsync(host);
        var (visitor, name) = Visitor(scheme, width, height, locale);
        await using var admin = await ConsolePage.OpenAsync(chromium, host, "/overview", visitor);
        await admin.Page.Locator("input[type=password]").FillAsync(ApiHost.AdminKey);
        await admin.Page.Keyboard.PressAsync("Enter");
        await admin.Page.Locator("canvas").Nth(3).WaitForAsync();
        // All four charts beside the menu, which is as high as the window.
        await admin.Page.SetViewportSizeAsync(width, width > 1000 ? 1030 : height);
        await TakeAsync(admin, $"console-overview-{name}");
        await admin.Page.SetViewportSizeAsync(width, height);
        await admin.Page.Locator(".plot").Nth(1).HoverAsync();
        await admin.Page.Locator("summary").Nth(1).ClickAsync();
        await TakeAsync(admin, $"console-overview-whole-{name}", isWhole: true);

        await admin.GoAsync(host, "/webhooks");
        await admin.Page.Locator("dl").First.WaitForAsync();
        await admin.Page.Locator("[aria-expanded]").Locator("visible=true").First.WaitForAsync();
        await TakeAsync(admin, $"console-webhooks-{name}");
        var crm = admin.Page.Locator("section").First;
        await crm.Locator("button[aria-expanded]").First.ClickAsync();
        await crm.Locator("tbody tr").First.WaitForAsync();
        await TakeAsync(admin, $"console-deliveries-{name}", isWhole: true);
        await crm.Locator("button[aria-expanded]").Nth(1).ClickAsync();
        await TakeAsync(admin, $"console-webhook-{name}", isWhole: true);
        await crm.Locator("button[aria-expanded]").Nth(2).ClickAsync();
        await TakeAsync(admin, $"console-secret-{name}", isWhole: true);

        await admin.GoAsync(host, "/channels");
        await admin.Page.Locator("main button").First.ClickAsync();
        await TakeAsync(admin, $"console-channels-{name}", isWhole: true);
        await admin.GoAsync(host, "/channels/web");
        await admin.Page.GetByRole(AriaRole.Tab).Nth(1).ClickAsync();
        await TakeAsync(admin, $"console-channel-{name}", isWhole: true);
    }

    [ConsoleTheory]
    [InlineData(ColorScheme.Light, 1280, 800, "en-GB")]
    [InlineData(ColorScheme.Dark, 390, 780, "ru-RU")]
    [InlineData(ColorScheme.Light, 390, 780, "it-IT")]
    [InlineData(ColorScheme.Dark, 1280, 800, "es-ES")]
    public async Task of_a_sign_in_by_a_provider_are_taken(ColorScheme scheme, int width, int height, string locale)
    {
        if (Folder is null)
            return;
        var clock = new TestClock();
        await using var provider = await SignInProvider.StartAsync(clock);
        await using var host = await ApiHost.StartAtAsync(clock, provider.Settings);
        var (visitor, name) = Visitor(scheme, width, height, locale);
        await using var console = await ConsolePage.OpenAsync(chromium, host, visitor: visitor);
        await console.Page.Locator("input[type=password]").WaitForAsync();
        await TakeAsync(console, $"console-provider-{name}");
    }

    private static (BrowserNewContextOptions Options, string Name) Visitor(
        ColorScheme scheme, int width, int height, string locale) =>
        (Visitors.Of(scheme, width, height, locale), $"{width}-{scheme}-{locale[..2]}".ToLowerInvariant());

    private static Task TakeAsync(ConsolePage console, string name, bool isWhole = false) =>
        console.Page.ScreenshotAsync(new() { Path = Path.Combine(Folder!, $"{name}.png"), FullPage = isWhole });
}
