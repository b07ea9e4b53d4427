using Microsoft.Playwright;
using RatingGrains.Browser;

namespace RatingGrains.Demo;

/// <summary>The demo page of a host of its own, opened with its admin key.</summary>
internal sealed class DemoPage : IAsyncDisposable
{
    private readonly List<string> _errors = [];

    private DemoPage(ApiHost host, IPage page) => (Host, Page, Chat) = (host, page, new ChatPage(page));

    public ApiHost Host { get; }

    public IPage Page { get; }

    /// <summary>The customer's side.</summary>
    public ChatPage Chat { get; }

    public IReadOnlyList<string> Errors => _errors;

    public ILocator Said => Page.Locator("#log");

    public ILocator Rating => Page.Locator("#rating");

    public ILocator State => Page.Locator("#state");

    public static async Task<DemoPage> OpenAsync(Chromium chromium, BrowserNewContextOptions? visitor = null)
    {
        var host = await ApiHost.StartAsync();
        var page = await (await chromium.VisitorAsync(visitor)).NewPageAsync();
        var demo = new DemoPage(host, page);
        page.Console += (_, message) =>
        {
            if (message.Type == "error")
                demo._errors.Add(message.Text);
        };
        page.PageError += (_, error) => demo._errors.Add(error);
        await page.GotoAsync(new Uri(host.Address, "demo").AbsoluteUri);
        return demo;
    }

    /// <summary>From an empty host to both sides of a chat.</summary>
    public async Task BeginAsync()
    {
        await Page.GetByLabel("Key of an admin or an agent").FillAsync(ApiHost.AdminKey);
        await Chat.Button("Open").ClickAsync();
        await Chat.Button("Make a channel “demo” with the agent Dana").ClickAsync();
        await Chat.Button("Start").ClickAsync();
        await Chat.Text.ShowsAsync();
    }

    public async Task AnswerAsync(string text)
    {
        await Page.GetByLabel("Answer").FillAsync(text);
        await Page.Keyboard.PressAsync("Enter");
    }

    /// <summary>Both have spoken, and the customer is asked.</summary>
    public async Task FinishedAsync()
    {
        await BeginAsync();
        await Chat.SayAsync("Hello, my parcel has not come.");
        await Said.SaysAsync("my parcel");
        await Chat.Button("Accept").ClickAsync();
        await State.SaysAsync("accepted");
        await AnswerAsync("Hello! It comes tomorrow before noon.");
        await Chat.Log.First.SaysAsync("before noon");
        await Chat.Button("Finish").ClickAsync();
        await Chat.Like.ShowsAsync();
    }

    public async ValueTask DisposeAsync()
    {
        await Page.Context.DisposeAsync();
        await Host.DisposeAsync();
    }
}
