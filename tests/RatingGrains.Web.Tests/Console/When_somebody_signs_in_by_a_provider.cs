using Microsoft.Playwright;
using RatingGrains.Browser;
using static Microsoft.Playwright.Assertions;

namespace RatingGrains.Console;

[Collection(InBrowser.Name)]
public sealed class When_somebody_signs_in_by_a_provider(Chromium chromium) : IAsyncLifetime
{
    private const string Way = "Sign in with your account";
    private const string Deep = "/conversations?customerRating=dislike";
    private static readonly TimeSpan SoonOver = TimeSpan.FromSeconds(40), Moment = TimeSpan.FromSeconds(30),
        Pause = TimeSpan.FromSeconds(10);

    private readonly TestClock _clock = new();
    private SignInProvider _provider = null!;
    private ApiHost _host = null!;

    public async Task InitializeAsync()
    {
        _provider = await SignInProvider.StartAsync(_clock);
        _host = await ApiHost.StartAtAsync(_clock, _provider.Settings);
    }

    public async Task DisposeAsync()
    {
        await _host.DisposeAsync();
        await _provider.DisposeAsync();
    }

    [ConsoleFact]
    public async Task they_come_back_to_where_they_were_and_are_offered_what_their_role_may()
    {
        await using var console = await ConsolePage.OpenAsync(chromium, _host, Deep);

        await SignInAsync(console, "olga");

        Assert.Equal(Deep, new Uri(console.Page.Url).PathAndQuery);
        var menu = console.Page.GetByRole(AriaRole.Navigation, new() { Name = "Menu" });
        Assert.Equal(["Conversations", "Overview"], await menu.GetByRole(AriaRole.Link).AllInnerTextsAsync());
        await menu.SaysAsync("olga");
        await menu.SaysAsync("Supervisor");
        Assert.True(await KeepsTokensAsync(console));
        Assert.Equal("{}", await console.Page.EvaluateAsync<string>("JSON.stringify(localStorage)"));
        Assert.Empty(console.Errors);
    }

    [ConsoleFact]
    public async Task an_agent_hears_live_of_a_rating()
    {
        var centre = new Centre(_host);
        await centre.AgentAsync("anna");
        await centre.ChannelAsync(
            "web", new { name = "Website", agents = new[] { "anna" }, rating = new { window = "P1D" } });
        var conversation = await centre.HeldAsync("web", "ann", "anna");
        await using var console = await ConsolePage.OpenAsync(chromium, _host);
        await SignInAsync(console, "anna");
        await console.Button("Notifications").ShowsAsync();

        await centre.RateAsync(conversation, "like");

        await Expect(console.Page).ToHaveTitleAsync("(1) RatingGrains");
    }

    [ConsoleTheory]
    [InlineData(true)]
    [InlineData(false)]
    public async Task who_signs_out_is_signed_out_there_too(bool saysHowLong)
    {
        _provider.SaysHowLongTokensLast = saysHowLong;
        await using var console = await ConsolePage.OpenAsync(chromium, _host);
        await SignInAsync(console, "root");

        await console.Button("Sign out").ClickAsync();

        await console.Button(Way).ShowsAsync();
        await Expect(console.Page).ToHaveURLAsync(new Uri(_host.Address, "/").AbsoluteUri);
        Assert.False(await KeepsTokensAsync(console));
        await console.Button(Way).ClickAsync();
        await console.Page.GetByLabel("Name").ShowsAsync();
        Assert.Empty(console.Errors);
    }

    [ConsoleTheory]
    [InlineData(true)]
    [InlineData(false)]
    public async Task a_token_is_renewed_before_it_runs_out(bool saysHowLong)
    {
        (_provider.TokensLast, _provider.SaysHowLongTokensLast) = (SoonOver, saysHowLong);
        await using var console = await ConsolePage.OpenAsync(chromium, _host, Deep);
        await SignInAsync(console, "olga");

        _clock.Advance(SoonOver);
        await console.Page.ReloadAsync();

        await console.Button("Sign out").ShowsAsync();
        await Expect(console.Page.GetByRole(AriaRole.Navigation, new() { Name = "Menu" })).ToContainTextAsync("olga");
        Assert.Empty(console.Errors);
    }

    [ConsoleFact]
    public async Task while_the_provider_is_away_the_token_is_used_and_renewal_not_tried_at_each_request()
    {
        await using var console = await ConsolePage.OpenAsync(chromium, _host);
        await SignInAsync(console, "olga");
        _provider.IsAway = true;
        var nearItsEnd = (_clock.GetUtcNow() + _provider.TokensLast - Moment).UtcDateTime;
        await console.Page.Clock.SetFixedTimeAsync(nearItsEnd);
        await console.Link("Overview").ClickAsync();
        await AsksAsync(console);
        Assert.Equal(1, _provider.AskedToRenew);

        await console.Page.Clock.SetFixedTimeAsync(nearItsEnd + Pause);
        await AsksAsync(console);
        Assert.Equal(2, _provider.AskedToRenew);

        _provider.IsAway = false;
        await console.Page.Clock.SetFixedTimeAsync(nearItsEnd + 2 * Pause);
        await AsksAsync(console);
        Assert.Equal(3, _provider.AskedToRenew);
        await console.Button("Sign out").ShowsAsync();
    }

    [ConsoleFact]
    public async Task where_it_cannot_be_renewed_they_are_asked_again_and_come_back()
    {
        (_provider.TokensLast, _provider.GivesRefreshTokens) = (SoonOver, false);
        await using var console = await ConsolePage.OpenAsync(chromium, _host, Deep);
        await SignInAsync(console, "olga");

        _clock.Advance(SoonOver);
        await console.Page.ReloadAsync();
        await console.Page.GetByRole(AriaRole.Alert).SaysAsync("Your sign-in has run out.");
        await console.Button(Way).ClickAsync();

        await console.Button("Sign out").ShowsAsync();
        Assert.Equal(Deep, new Uri(console.Page.Url).PathAndQuery);
    }

    [ConsoleFact]
    public async Task who_has_no_role_is_told_so_and_may_choose_another_account()
    {
        await using var console = await ConsolePage.OpenAsync(chromium, _host);
        await console.Button(Way).ClickAsync();
        await ContinueAsync(console, "nobody");
        await console.Page.GetByRole(AriaRole.Alert).SaysAsync("Your account has no role here.");
        await Eventually.HoldsAsync(async () => !await KeepsTokensAsync(console));

        await SignInAsync(console, "wall");

        await console.Page.GetByRole(AriaRole.Navigation, new() { Name = "Menu" }).SaysAsync("Viewer");
    }

    [ConsoleFact]
    public async Task who_turns_back_there_is_told_and_may_use_a_key()
    {
        await using var console = await ConsolePage.OpenAsync(chromium, _host);
        await console.Button(Way).ClickAsync();
        await console.Page.GetByRole(AriaRole.Button, new() { Name = "Cancel" }).ClickAsync();
        await console.Page.GetByRole(AriaRole.Alert).SaysAsync("The sign-in did not succeed");

        await console.SignInAsync(ApiHost.AdminKey);

        await console.Link("People and keys").ShowsAsync();
    }

    [ConsoleFact]
    public async Task the_page_may_reach_the_provider_and_nobody_else()
    {
        await using var without = await ApiHost.StartAsync();

        Assert.Contains($"connect-src 'self' {_provider.Authority};", await PolicyAsync(_host));
        Assert.Contains("connect-src 'self';", await PolicyAsync(without));
    }

    [ConsoleFact]
    public async Task without_a_provider_only_a_key_is_asked_for()
    {
        await using var without = await ApiHost.StartAsync();
        await using var console = await ConsolePage.OpenAsync(chromium, without);

        await console.Button("Sign in").ShowsAsync();

        await Expect(console.Button(Way)).ToHaveCountAsync(0);
    }

    [ConsoleFact]
    public async Task both_ways_in_can_be_used_without_a_mouse_and_without_eyes()
    {
        await using var console = await ConsolePage.OpenAsync(
            chromium, _host, visitor: new BrowserNewContextOptions { BypassCSP = true });
        await console.Button(Way).ShowsAsync();

        await Axe.FindsNothingSeriousAsync(console.Page);
        await console.Button(Way).PressAsync("Enter");

        await console.Page.GetByLabel("Name").ShowsAsync();
    }

    private static async Task SignInAsync(ConsolePage console, string person)
    {
        await console.Button(Way).ClickAsync();
        await ContinueAsync(console, person);
        await console.Button("Sign out").ShowsAsync();
    }

    private static async Task ContinueAsync(ConsolePage console, string person)
    {
        await console.Page.GetByLabel("Name").FillAsync(person);
        await console.Page.GetByRole(AriaRole.Button, new() { Name = "Continue" }).ClickAsync();
    }

    /// <summary>Three times, as the overview does by itself; the first may have been under way before.</summary>
    private static async Task AsksAsync(ConsolePage console)
    {
        for (var time = 1; time <= 3; time++)
            await console.Page.WaitForResponseAsync(answer => answer.Ok && answer.Url.Contains("/api/v1/days?"));
    }

    private static async Task<bool> KeepsTokensAsync(ConsolePage console)
    {
        var kept = await console.Page.EvaluateAsync<string>("JSON.stringify(sessionStorage)");
        return kept.Contains("eyJ", StringComparison.Ordinal)
            || kept.Contains("refresh_token", StringComparison.Ordinal);
    }

    private static async Task<string> PolicyAsync(ApiHost host)
    {
        using var page = await host.Nobody.OpenAsync("/");
        return page.Headers.GetValues("Content-Security-Policy").Single();
    }
}
