using Microsoft.Playwright;
using RatingGrains.Browser;
using static Microsoft.Playwright.Assertions;

namespace RatingGrains.Widget;

[Collection(InBrowser.Name)]
public sealed class When_somebody_uses_no_mouse_or_no_eyes(Chromium chromium)
{
    [WebFact]
    public async Task the_keyboard_does_everything()
    {
        await using var shop = await Shop.OpenAsync(chromium);
        var keys = shop.Chat.Page.Keyboard;
        await shop.Chat.Launcher.ShowsAsync();

        await keys.PressAsync("Tab");
        await Expect(shop.Chat.Launcher).ToBeFocusedAsync();
        await keys.PressAsync("Enter");
        await Expect(shop.Chat.Text).ToBeFocusedAsync();
        await keys.TypeAsync("First line");
        await keys.PressAsync("Shift+Enter");
        await keys.TypeAsync("second line");
        await keys.PressAsync("Enter");
        var conversation = await shop.NewestAsync();
        await shop.Centre.AcceptAsync(conversation, "anna");
        await shop.Centre.FinishAsync(conversation);
        await shop.Chat.Like.ShowsAsync();
        // Back over the postponing link and the dislike to the like.
        for (var step = 0; step < 3; step++)
            await keys.PressAsync("Shift+Tab");
        await Expect(shop.Chat.Like).ToBeFocusedAsync();
        await keys.PressAsync("Space");
        await shop.IsRatedAsync(conversation, "like");
        await Expect(shop.Chat.Like).ToBeFocusedAsync();
        await keys.PressAsync("Escape");

        await Expect(shop.Chat.Launcher).ToBeFocusedAsync();
        await shop.Chat.Text.IsGoneAsync();
        Assert.Equal(["First line\nsecond line"], await shop.WrittenAsync(conversation));
    }

    [WebTheory]
    [InlineData(ColorScheme.Light)]
    [InlineData(ColorScheme.Dark)]
    public async Task axe_finds_nothing_serious_from_the_first_word_to_the_rating(ColorScheme scheme)
    {
        await using var shop = await Shop.OpenAsync(chromium, visitor: new() { ColorScheme = scheme, BypassCSP = true });
        var page = shop.Chat.Page;
        // Half of a movement is half of a contrast.
        await page.EmulateMediaAsync(new() { ReducedMotion = ReducedMotion.Reduce });
        await shop.Chat.Launcher.ShowsAsync();
        await Axe.FindsNothingSeriousAsync(page);

        await shop.Chat.OpenAsync();
        await Axe.FindsNothingSeriousAsync(page);
        await shop.Chat.Button("Close the chat").ClickAsync();

        await shop.FinishedAsync();
        await Axe.FindsNothingSeriousAsync(page);

        await shop.Chat.Dislike.ClickAsync();
        await shop.Chat.Comment.ShowsAsync();
        await Axe.FindsNothingSeriousAsync(page);
    }

    [WebFact]
    public async Task on_a_phone_the_window_is_the_screen()
    {
        await using var shop = await Shop.OpenAsync(chromium, visitor: new()
        {
            ViewportSize = new() { Width = 360, Height = 640 },
            HasTouch = true,
            BypassCSP = true,
        });

        await shop.FinishedAsync();

        var window = await shop.Chat.Page.Locator("rating-chat .window").BoundingBoxAsync();
        Assert.Equal((0f, 0f, 360f, 640f), (window!.X, window.Y, window.Width, window.Height));
        foreach (var button in new[] { shop.Chat.Like, shop.Chat.Dislike, shop.Chat.Later })
        {
            var box = await button.BoundingBoxAsync();
            Assert.InRange(box!.X, 0, 360 - box.Width);
        }
        Assert.False(await shop.Chat.Page.EvaluateAsync<bool>("document.documentElement.scrollWidth > innerWidth"));
    }
}
