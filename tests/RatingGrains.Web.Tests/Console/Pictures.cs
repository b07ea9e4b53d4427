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
        var name = $"{width}-{scheme}-{locale[..2]}".ToLowerInvariant();
        BrowserNewContextOptions Visitor() => new()
        {
            ColorScheme = scheme,
            Locale = locale,
            ViewportSize = new() { Width = width, Height = height },
            ReducedMotion = ReducedMotion.Reduce,
        };
        await using var admin = await ConsolePage.OpenAsync(chromium, host, visitor: Visitor());
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
        await using var anna = await ConsolePage.OpenAsync(chromium, host, "/work", Visitor());
        await anna.Page.Locator("input[type=password]").FillAsync(await Demonstration.KeyAsync(host, "agent", "anna"));
        await anna.Page.Keyboard.PressAsync("Enter");
        await anna.Page.GetByText("Emil Novak").WaitForAsync();
        await TakeAsync(anna, $"console-work-{name}");
    }

    private static Task TakeAsync(ConsolePage console, string name) =>
        console.Page.ScreenshotAsync(new() { Path = Path.Combine(Folder!, $"{name}.png") });
}
