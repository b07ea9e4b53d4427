using Microsoft.Playwright;
using static Microsoft.Playwright.Assertions;

namespace RatingGrains.Browser;

/// <summary>The widget as a customer finds it: by what things are called, not by how they are made.</summary>
internal sealed class ChatPage(IPage page)
{
    public IPage Page => page;

    public ILocator Launcher => page.GetByRole(AriaRole.Button, new() { Name = "Open the chat" });

    public ILocator Log => page.GetByRole(AriaRole.Log);

    public ILocator Text => page.GetByLabel("Your message", new() { Exact = true });

    public ILocator Status => page.Locator("rating-chat .status");

    /// <summary>What was said, a line each, without the times.</summary>
    public ILocator Lines => page.Locator("rating-chat .line p");

    public ILocator Like => Button("Like");

    public ILocator Dislike => Button("Dislike");

    public ILocator Later => Button("Rate later");

    public ILocator LikeNow => Button("I like this conversation");

    public ILocator RateNow => Button("Rate this conversation");

    public ILocator Comment => page.GetByLabel("Your comment (optional)");

    public ILocator Button(string name) => page.GetByRole(AriaRole.Button, new() { Name = name, Exact = true });

    public async Task OpenAsync()
    {
        await Launcher.ClickAsync();
        await Expect(Text).ToBeFocusedAsync();
    }

    /// <summary>Hears what happens.</summary>
    public Task IsConnectedAsync() => Expect(Status).ToBeEmptyAsync();

    public async Task SayAsync(string text)
    {
        await Text.FillAsync(text);
        await Text.PressAsync("Enter");
    }

    public async Task ReloadAsync()
    {
        await page.ReloadAsync();
        await Launcher.ClickAsync();
    }

    public Task ShowsAsync(params string[] lines) => Expect(Lines).ToHaveTextAsync(lines);

    public Task NetworkAsync(bool isThere) => page.Context.SetOfflineAsync(!isThere);
}

internal static class Locators
{
    public static Task ShowsAsync(this ILocator locator) => Expect(locator).ToBeVisibleAsync();

    public static Task IsGoneAsync(this ILocator locator) => Expect(locator).ToBeHiddenAsync();

    public static Task SaysAsync(this ILocator locator, string text) => Expect(locator).ToContainTextAsync(text);

    public static Task IsPressedAsync(this ILocator locator, bool pressed = true) =>
        Expect(locator).ToHaveAttributeAsync("aria-pressed", pressed ? "true" : "false");
}
