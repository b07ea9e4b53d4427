using RatingGrains.Browser;
using static Microsoft.Playwright.Assertions;

namespace RatingGrains.Widget;

[Collection(InBrowser.Name)]
public sealed class When_a_page_is_of_another_origin(Chromium chromium)
{
    [WebFact]
    public async Task it_chats_where_the_channel_lists_it()
    {
        await using var shop = await Shop.OpenAsync(chromium);
        Assert.NotEqual(shop.Host.Address.Port, new Uri(shop.Chat.Page.Url).Port);

        var conversation = await shop.BeginAsync("Hello");

        Assert.Equal(["Hello"], await shop.WrittenAsync(conversation));
    }

    [WebFact]
    public async Task it_is_turned_away_where_no_channel_lists_it()
    {
        await using var shop = await Shop.OpenAsync(chromium, origins: ["https://other.example"]);

        await shop.Chat.OpenAsync();
        await shop.Chat.SayAsync("Hello?");

        await shop.Chat.Status.SaysAsync("The chat cannot be reached right now.");
        Assert.Empty((await shop.Host.Admin.GetAsync("conversations")).Items);
    }

    [WebFact]
    public async Task it_is_told_so_where_only_another_channel_lists_it()
    {
        await using var shop = await Shop.OpenAsync(chromium, origins: []);
        var origin = new Uri(shop.Chat.Page.Url).GetLeftPart(UriPartial.Authority);
        await shop.Centre.ChannelAsync("other", new { name = "Other", origins = new[] { origin } });

        await shop.Chat.OpenAsync();

        await Expect(shop.Chat.Status).ToHaveTextAsync("The chat is not available on this page.");
    }

    [WebFact]
    public async Task it_is_told_so_where_the_channel_lists_it_no_more()
    {
        await using var shop = await Shop.OpenAsync(chromium);
        await shop.BeginAsync("Hello");
        await shop.Chat.IsConnectedAsync();
        var origin = new Uri(shop.Chat.Page.Url).GetLeftPart(UriPartial.Authority);
        await shop.Centre.ChannelAsync("other", new { name = "Other", origins = new[] { origin } });
        await shop.Centre.ChannelAsync("web", new { name = "Shop", agents = new[] { "anna" } });

        await shop.Chat.NetworkAsync(isThere: false);
        await shop.Chat.NetworkAsync(isThere: true);

        await Expect(shop.Chat.Status).ToHaveTextAsync("The chat is not available on this page.");
    }
}
