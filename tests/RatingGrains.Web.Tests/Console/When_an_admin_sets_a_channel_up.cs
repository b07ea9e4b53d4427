using Microsoft.Playwright;
using RatingGrains.Browser;
using static Microsoft.Playwright.Assertions;

namespace RatingGrains.Console;

[Collection(InBrowser.Name)]
public sealed class When_an_admin_sets_a_channel_up(Chromium chromium) : IAsyncLifetime
{
    private static readonly object Telegram =
        new { botToken = "123:abcdefghijklmnopqrstuvwxyz012345678", webhookSecret = "a-secret-of-the-hook" };

    private ApiHost _host = null!;
    private Centre _centre = null!;
    private ConsolePage _admin = null!;

    public async Task InitializeAsync()
    {
        _host = await ApiHost.StartAsync();
        _centre = new Centre(_host);
        await _centre.AgentAsync("anna");
        await _centre.ChannelAsync("web", new
        {
            name = "Website",
            agents = new[] { "anna" },
            origins = new[] { "https://shop.example" },
            telegram = Telegram,
        });
        _admin = await ConsolePage.SignedInAsync(chromium, _host, ApiHost.AdminKey, "/channels");
        await _admin.Link("Website").ClickAsync();
    }

    public async Task DisposeAsync()
    {
        await _admin.DisposeAsync();
        await _host.DisposeAsync();
    }

    private ILocator Text => _admin.Section("By text");

    private ILocator Graphic => _admin.Section("By buttons");

    [ConsoleFact]
    public async Task a_text_without_0_is_refused_before_it_is_saved()
    {
        await Text.GetByLabel("Request").FillAsync("How were we? Reply 1 or 10.");

        await Text.SaysAsync("It has to hold 1 and 0, each standing alone.");
        await Expect(_admin.Button("Save")).ToBeDisabledAsync();
        await Text.GetByLabel("Request").FillAsync("How were we? Reply 1 or 0.");
        await _admin.Button("Save").ClickAsync();
        await _admin.Page.GetByRole(AriaRole.Status).SaysAsync("Saved.");

        var rating = (await _host.Admin.GetAsync("channels/web")).Good.GetProperty("rating");
        Assert.Equal("How were we? Reply 1 or 0.", rating.GetProperty("text").GetProperty("request").GetString());
    }

    [ConsoleFact]
    public async Task a_phrase_is_counted_as_a_person_counts()
    {
        var family = string.Concat(Enumerable.Repeat("👨‍👩‍👧‍👦", 100));

        await Graphic.GetByLabel("Request").FillAsync(family);
        await Graphic.SaysAsync("100 / 100");
        await Expect(_admin.Button("Save")).ToBeEnabledAsync();
        await Graphic.GetByLabel("Request").FillAsync(family + "!");

        await Graphic.SaysAsync("At most 100 characters.");
        await Expect(_admin.Button("Save")).ToBeDisabledAsync();
    }

    [ConsoleFact]
    public async Task nothing_else_of_the_channel_is_touched()
    {
        var before = (await _host.Admin.GetAsync("channels/web")).Good;

        await _admin.Page.GetByLabel("Close when rated").CheckAsync();
        await ChooseAsync("Time to rate", "Own time");
        await _admin.Page.GetByLabel("How many").FillAsync("36");
        await _admin.Button("Save").ClickAsync();
        await _admin.Page.GetByRole(AriaRole.Status).SaysAsync("Saved.");

        var after = (await _host.Admin.GetAsync("channels/web")).Good;
        Assert.True(after.GetProperty("rating").GetProperty("closeOnRating").GetBoolean());
        Assert.Equal("P1DT12H", after.GetProperty("rating").GetProperty("window").GetString());
        foreach (var same in new[] { "name", "agents", "origins", "telegram", "closing" })
            Assert.Equal(before.GetProperty(same).GetRawText(), after.GetProperty(same).GetRawText());
    }

    [ConsoleFact]
    public async Task what_another_saved_meanwhile_is_not_overwritten()
    {
        await _admin.Page.GetByLabel("Close when rated").CheckAsync();
        await _centre.ChannelAsync("web", new { name = "Shop", telegram = Telegram });
        await _admin.Button("Save").ClickAsync();

        await _admin.Page.GetByRole(AriaRole.Alert).SaysAsync("Somebody has saved this channel meanwhile");
        await _admin.Button("Read it again").ClickAsync();
        await Expect(_admin.Page.GetByRole(AriaRole.Heading, new() { Level = 1 })).ToHaveTextAsync("Shop");
        await _admin.Button("Save").ClickAsync();
        await _admin.Page.GetByRole(AriaRole.Status).SaysAsync("Saved.");

        var channel = (await _host.Admin.GetAsync("channels/web")).Good;
        Assert.Equal("Shop", channel.GetProperty("name").GetString());
        Assert.True(channel.GetProperty("rating").GetProperty("closeOnRating").GetBoolean());
    }

    [ConsoleFact]
    public async Task it_is_tried_out_without_a_customer()
    {
        var preview = _admin.Section("Try it out");
        await Graphic.GetByLabel("Request").FillAsync("Was it <b>good</b>?");
        await preview.SaysAsync("Was it <b>good</b>?");
        await Graphic.GetByLabel("After a dislike").FillAsync("Oh dear.");

        await preview.GetByRole(AriaRole.Button, new() { Name = "Dislike" }).ClickAsync();

        await preview.SaysAsync("Oh dear.");
    }

    [ConsoleFact]
    public async Task a_channel_is_made_and_one_that_is_there_is_left_alone()
    {
        await _admin.GoAsync(_host, "/channels");
        await _admin.Button("New channel").ClickAsync();
        await _admin.Page.GetByLabel("Id").FillAsync("web");
        await _admin.Page.GetByLabel("Name").FillAsync("Another");
        await _admin.Button("Make it").ClickAsync();
        await _admin.Page.GetByText("There is one with this id already.").ShowsAsync();
        Assert.Equal("Website", (await _host.Admin.GetAsync("channels/web")).Good.GetProperty("name").GetString());

        await _admin.Page.GetByLabel("Id").FillAsync("shop");
        await _admin.Page.GetByLabel("Channel’s language").SelectOptionAsync("it");
        await _admin.Button("Make it").ClickAsync();

        await Expect(_admin.Page.GetByRole(AriaRole.Heading, new() { Level = 1 })).ToHaveTextAsync("Another");
        var shop = (await _host.Admin.GetAsync("channels/shop")).Good;
        Assert.Equal(("Another", "it"), (shop.GetProperty("name").GetString(), shop.GetProperty("locale").GetString()));
    }

    [ConsoleFact]
    public async Task who_works_in_it_and_where_its_chat_may_be_is_set_and_a_wrong_page_is_named()
    {
        var before = (await _host.Admin.GetAsync("channels/web")).Good;
        await _centre.AgentAsync("boris");
        await _admin.Page.ReloadAsync();
        await _admin.Page.GetByRole(AriaRole.Tab, new() { Name = "General" }).ClickAsync();

        await _admin.Page.GetByLabel("Pages it may be on").First.FillAsync("shop.example");
        await _admin.Page.Keyboard.PressAsync("Enter");
        await _admin.Button("Save").ClickAsync();
        await _admin.Page.GetByRole(AriaRole.Alert).SaysAsync("origins[1]");
        await _admin.Page.GetByLabel("Pages it may be on").First.ClickAsync();
        await _admin.Page.Keyboard.PressAsync("Backspace");
        await _admin.Page.GetByLabel("Pages it may be on").First.FillAsync("https://blog.example");
        await _admin.Page.Keyboard.PressAsync("Enter");
        await ChooseAsync("Agents", "boris");
        await _admin.Page.Keyboard.PressAsync("Escape");
        await _admin.Page.GetByLabel("Agents see clients’ ratings").UncheckAsync();
        await _admin.Button("Save").ClickAsync();
        await _admin.Page.GetByRole(AriaRole.Status).SaysAsync("Saved.");

        var after = (await _host.Admin.GetAsync("channels/web")).Good;
        Assert.Equal(["https://shop.example", "https://blog.example"], Texts(after, "origins"));
        Assert.Equal(["anna", "boris"], Texts(after, "agents"));
        Assert.False(after.GetProperty("agentsSeeRatings").GetBoolean());
        foreach (var same in new[] { "name", "active", "locale", "telegram", "closing", "rating" })
            Assert.Equal(before.GetProperty(same).GetRawText(), after.GetProperty(same).GetRawText());
    }

    private static string[] Texts(System.Text.Json.JsonElement channel, string name) =>
        [.. channel.GetProperty(name).EnumerateArray().Select(text => text.GetString()!)];

    private async Task ChooseAsync(string field, string value)
    {
        await _admin.Page.GetByRole(AriaRole.Combobox, new() { Name = field })
            .Or(_admin.Page.GetByRole(AriaRole.Textbox, new() { Name = field })).First.ClickAsync();
        await _admin.Page.GetByRole(AriaRole.Option, new() { Name = value, Exact = true }).ClickAsync();
    }
}
