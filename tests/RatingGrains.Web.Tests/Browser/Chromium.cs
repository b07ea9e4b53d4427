using Microsoft.Playwright;

namespace RatingGrains.Browser;

/// <summary>One browser for all tests, and a fresh profile for each. Playwright brings none: it is the system's.</summary>
public sealed class Chromium : IAsyncLifetime
{
    private static readonly string[] Paths = ["/usr/bin/chromium", "/usr/bin/chromium-browser", "/usr/bin/google-chrome"];
    private const float PatienceMilliseconds = 20_000;
    private IPlaywright? _playwright;
    private IBrowser? _browser;

    public static string? Path { get; } =
        new[] { Environment.GetEnvironmentVariable("CHROMIUM_PATH") }.Concat(Paths).FirstOrDefault(File.Exists);

    public async Task InitializeAsync()
    {
        // Every test of the collection is skipped then, and says so.
        if (Path is null)
            return;
        Assertions.SetDefaultExpectTimeout(PatienceMilliseconds);
        _playwright = await Playwright.CreateAsync();
        _browser = await _playwright.Chromium.LaunchAsync(new()
        {
            ExecutablePath = Path,
            // Containers run as root, and have a small /dev/shm.
            Args = ["--no-sandbox", "--disable-dev-shm-usage"],
        });
    }

    public async Task DisposeAsync()
    {
        if (_browser is not null)
            await _browser.DisposeAsync();
        _playwright?.Dispose();
    }

    internal async Task<IBrowserContext> VisitorAsync(BrowserNewContextOptions? options = null)
    {
        options ??= new();
        options.Locale ??= "en-GB";
        var context = await _browser!.NewContextAsync(options);
        context.SetDefaultTimeout(PatienceMilliseconds);
        return context;
    }
}

/// <summary>One after the other: two browsers at once are more than a small machine has to give.</summary>
[CollectionDefinition(Name)]
public sealed class InBrowser : ICollectionFixture<Chromium>
{
    public const string Name = "browser";
}
