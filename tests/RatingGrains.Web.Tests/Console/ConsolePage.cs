using Microsoft.Playwright;
using RatingGrains.Browser;

namespace RatingGrains.Console;

/// <summary>The console in a browser of its own, as the holder of one key finds it.</summary>
internal sealed class ConsolePage : IAsyncDisposable
{
    private readonly List<string> _errors = [];

    private ConsolePage(IPage page)
    {
        Page = page;
        page.Console += (_, message) =>
        {
            if (message.Type == "error")
                _errors.Add($"{message.Text} {message.Location}");
        };
        page.PageError += (_, error) => _errors.Add(error);
    }

    public IPage Page { get; }

    /// <summary>What the browser complained about: of policies, of scripts.</summary>
    public IReadOnlyList<string> Errors => _errors;

    public ILocator Rows => Page.Locator("tr[data-id]");

    public static async Task<ConsolePage> OpenAsync(
        Chromium chromium, ApiHost host, string path = "/", BrowserNewContextOptions? visitor = null)
    {
        var console = new ConsolePage(await (await chromium.VisitorAsync(visitor)).NewPageAsync());
        await console.GoAsync(host, path);
        return console;
    }

    /// <summary>Opened with a key.</summary>
    public static async Task<ConsolePage> SignedInAsync(
        Chromium chromium, ApiHost host, string key, string path = "/", BrowserNewContextOptions? visitor = null)
    {
        var console = await OpenAsync(chromium, host, path, visitor);
        await console.SignInAsync(key);
        return console;
    }

    public async Task SignInAsync(string key)
    {
        await Page.GetByLabel("Key", new() { Exact = true }).FillAsync(key);
        await Button("Sign in").ClickAsync();
        await Button("Sign out").ShowsAsync();
    }

    public Task GoAsync(ApiHost host, string path) => Page.GotoAsync(new Uri(host.Address, path).AbsoluteUri);

    public ILocator Button(string name) => Page.GetByRole(AriaRole.Button, new() { Name = name, Exact = true });

    public ILocator Link(string name) => Page.GetByRole(AriaRole.Link, new() { Name = name, Exact = true });

    public ILocator Section(string name) => Page.GetByRole(AriaRole.Region, new() { Name = name, Exact = true });

    public ILocator Row(string conversation) => Page.Locator($"tr[data-id='{conversation}']");

    /// <summary>Chooses among the values of a filter.</summary>
    public async Task FilterAsync(string name, params string[] values)
    {
        var field = Page.GetByRole(AriaRole.Combobox, new() { Name = name, Exact = true })
            .Or(Page.GetByRole(AriaRole.Textbox, new() { Name = name, Exact = true })).First;
        await field.ClickAsync();
        foreach (var value in values)
            await Page.GetByRole(AriaRole.Option, new() { Name = value, Exact = true }).ClickAsync();
        await Page.Keyboard.PressAsync("Escape");
    }

    public async ValueTask DisposeAsync() => await Page.Context.DisposeAsync();
}
