using Microsoft.Playwright;
using RatingGrains.Browser;
using RatingGrains.Demo;

namespace RatingGrains;

/// <summary>Pictures to look at, and those of the documentation: made where PICTURES names a folder.</summary>
[Collection(InBrowser.Name)]
public sealed class Pictures(Chromium chromium)
{
    private static readonly string? Folder = Environment.GetEnvironmentVariable("PICTURES");

    [WebTheory]
    [InlineData(ColorScheme.Light, 1200, 800)]
    [InlineData(ColorScheme.Dark, 1200, 800)]
    [InlineData(ColorScheme.Light, 390, 780)]
    [InlineData(ColorScheme.Dark, 390, 780)]
    public async Task are_taken(ColorScheme scheme, int width, int height)
    {
        if (Folder is null)
            return;
        var visitor = Visitors.Of(scheme, width, height);
        var name = $"{width}-{scheme}".ToLowerInvariant();
        await using var demo = await DemoPage.OpenAsync(chromium, visitor);
        await TakeAsync(demo.Page, $"demo-gate-{name}");
        await demo.FinishedAsync();
        await TakeAsync(demo.Page, $"demo-asked-{name}");
        await demo.Chat.Like.ClickAsync();
        await demo.Rating.SaysAsync("Like");
        await demo.Chat.Comment.ShowsAsync();
        await TakeAsync(demo.Page, $"demo-rated-{name}");

        await using var shop = await Shop.OpenAsync(chromium, visitor: visitor);
        await shop.Chat.Launcher.ShowsAsync();
        await TakeAsync(shop.Chat.Page, $"widget-closed-{name}");
        var conversation = await shop.FinishedAsync();
        await TakeAsync(shop.Chat.Page, $"widget-asked-{name}");
        await shop.Chat.Dislike.ClickAsync();
        await shop.Chat.Comment.FillAsync("It took rather long.");
        await TakeAsync(shop.Chat.Page, $"widget-comment-{name}");
        await shop.Chat.Button("Send the comment").ClickAsync();
        await shop.IsRatedAsync(conversation, "dislike", "It took rather long.");
        await shop.Chat.NetworkAsync(isThere: false);
        await shop.Chat.SayAsync("Are you still there?");
        await shop.Chat.Status.SaysAsync("No connection.");
        await TakeAsync(shop.Chat.Page, $"widget-offline-{name}");
    }

    private static Task TakeAsync(IPage page, string name) =>
        page.ScreenshotAsync(new() { Path = Path.Combine(Folder!, $"{name}.png"), FullPage = true });
}
