using Microsoft.Playwright;

namespace RatingGrains.Bench.Browser;

/// <summary>The system's Chromium; Playwright brings none.</summary>
internal sealed class Chromium : IAsyncDisposable
{
    private static readonly string[] Paths =
        ["/usr/bin/chromium", "/usr/bin/chromium-browser", "/usr/bin/google-chrome"];

    private readonly IPlaywright _playwright;
    private readonly IBrowser _browser;

    private Chromium(IPlaywright playwright, IBrowser browser) => (_playwright, _browser) = (playwright, browser);

    public static string? ExecutablePath { get; } =
        new[] { Environment.GetEnvironmentVariable("CHROMIUM_PATH") }.Concat(Paths).FirstOrDefault(File.Exists);

    public static async Task<Chromium> StartAsync()
    {
        var playwright = await Playwright.CreateAsync();
        return new Chromium(playwright, await playwright.Chromium.LaunchAsync(new()
        {
            ExecutablePath = ExecutablePath,
            // Containers run as root, and have a small /dev/shm.
            Args = ["--no-sandbox", "--disable-dev-shm-usage"],
        }));
    }

    /// <summary>A window with an empty cache.</summary>
    /// <param name="key">Whose the console is in it; null where it is no console.</param>
    public async Task<Window> OpenAsync(string? key)
    {
        var context = await _browser.NewContextAsync(new()
        { Locale = "en-GB", ViewportSize = new() { Width = 1_280, Height = 800 } });
        if (key is not null)
            await context.AddInitScriptAsync($"sessionStorage.setItem('rating-console key', '{key}');");
        await context.AddInitScriptAsync(Window.Watch);
        return new Window(await context.NewPageAsync());
    }

    public async ValueTask DisposeAsync()
    {
        await _browser.DisposeAsync();
        _playwright.Dispose();
    }
}
