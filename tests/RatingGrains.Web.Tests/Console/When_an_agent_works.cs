using Microsoft.Playwright;
using RatingGrains.Browser;
using static Microsoft.Playwright.Assertions;

namespace RatingGrains.Console;

[Collection(InBrowser.Name)]
public sealed class When_an_agent_works(Chromium chromium) : IAsyncLifetime
{
    private ApiHost _host = null!;
    private Centre _centre = null!;
    private string _annasKey = "";

    public async Task InitializeAsync()
    {
        _host = await ApiHost.StartAsync();
        _centre = new Centre(_host);
        await _centre.AgentAsync("anna");
        await _centre.AgentAsync("carl");
        await _centre.ChannelAsync(
            "web", new { name = "Website", agents = new[] { "anna", "carl" }, rating = new { window = "P1D" } });
        _annasKey = (await _host.Admin.PostAsync("keys", new { role = "agent", subject = "anna" })).Good
            .GetProperty("key").GetString()!;
    }

    public async Task DisposeAsync() => await _host.DisposeAsync();

    [ConsoleFact]
    public async Task a_conversation_goes_from_waiting_to_closed_in_her_hands()
    {
        await using var anna = await ConsolePage.SignedInAsync(chromium, _host, _annasKey);
        var conversation = await _centre.WriteAsync("web", "ann", "Where is my order?", name: "Ann");

        await anna.Section("Waiting for somebody").SaysAsync("Ann");
        await anna.Button("Accept").ClickAsync();
        await anna.Page.GetByRole(AriaRole.Log).SaysAsync("Where is my order?");
        await anna.Page.GetByLabel("Answer").FillAsync("It arrives <i>tomorrow</i>.");
        await anna.Button("Send").ClickAsync();
        await anna.Page.GetByRole(AriaRole.Log).SaysAsync("It arrives <i>tomorrow</i>.");
        await anna.Button("Finish").ClickAsync();
        await anna.Section("Rated by client").SaysAsync("Asked");
        await _centre.RateAsync(conversation, "like", "Thanks!");

        await anna.Section("Rated by client").SaysAsync("Thanks!");
        await Expect(anna.Page).ToHaveTitleAsync("(1) RatingGrains");
        await anna.Button("Close it now").ClickAsync();
        await Expect(anna.Page.GetByText("Conversation closed")).ToBeVisibleAsync();
        await anna.Button("Finish").IsGoneAsync();
        Assert.Empty(anna.Errors);
    }

    [ConsoleFact]
    public async Task one_is_handed_on_and_is_no_longer_hers()
    {
        var conversation = await _centre.WriteAsync("web", "ann", name: "Ann");
        await _centre.AcceptAsync(conversation, "anna");
        await using var anna =
            await ConsolePage.SignedInAsync(chromium, _host, _annasKey, $"/conversations/{conversation}");

        await anna.FilterAsync("Hand on to", "carl");
        await anna.Button("Hand on").ClickAsync();

        await anna.Section("Details").SaysAsync("carl");
        await anna.Button("Finish").IsGoneAsync();
    }

    [ConsoleFact]
    public async Task others_conversations_are_not_there_and_nobody_rates_their_own()
    {
        var own = await _centre.HeldAsync("web", "ann", "anna", "Ann");
        var others = await _centre.HeldAsync("web", "bob", "carl", "Bob");
        await using var anna = await ConsolePage.SignedInAsync(chromium, _host, _annasKey, "/conversations");

        await anna.Row(own).ShowsAsync();
        await Expect(anna.Rows).ToHaveCountAsync(1);
        await anna.Row(own).GetByRole(AriaRole.Link).ClickAsync();
        await anna.Section("Supervisor rating").SaysAsync("Unrated");
        await anna.Button("Rate").IsGoneAsync();
        await anna.GoAsync(_host, $"/conversations/{others}");

        await anna.Page.GetByRole(AriaRole.Alert).SaysAsync("There is no such conversation for you.");
    }

    [ConsoleFact]
    public async Task what_happens_while_the_first_list_is_on_its_way_is_not_missed()
    {
        var conversation = await _centre.HeldAsync("web", "ann", "anna");
        await using var anna = await ConsolePage.OpenAsync(chromium, _host);
        var (asked, answered) = (new TaskCompletionSource(), new TaskCompletionSource());
        await anna.Page.RouteAsync("**/notifications?*", async route =>
        {
            var isFirst = asked.TrySetResult();
            var answer = await route.FetchAsync();
            if (isFirst)
                await answered.Task;
            await route.FulfillAsync(new() { Response = answer });
        });
        await anna.SignInAsync(_annasKey);
        await asked.Task;

        var listed = anna.Page.WaitForRequestAsync("**/notifications?*");
        await _centre.ReviewAsync(conversation, 3);
        await listed;
        answered.SetResult();

        await Expect(anna.Page).ToHaveTitleAsync("(1) RatingGrains");
    }

    [ConsoleFact]
    public async Task notifications_are_read_once()
    {
        var conversation = await _centre.HeldAsync("web", "ann", "anna");
        await using var anna = await ConsolePage.SignedInAsync(chromium, _host, _annasKey);
        await _centre.ReviewAsync(conversation, 3, "Could be faster.");
        await Expect(anna.Page).ToHaveTitleAsync("(1) RatingGrains");

        await anna.Button("Notifications").ClickAsync();
        await anna.Page.Locator(".notification").First.SaysAsync("Could be faster.");
        await anna.Button("All read").ClickAsync();

        await Expect(anna.Page).ToHaveTitleAsync("RatingGrains");
        await anna.Page.ReloadAsync();
        await anna.Button("Notifications").ShowsAsync();
        await Expect(anna.Page).ToHaveTitleAsync("RatingGrains");
    }
}
