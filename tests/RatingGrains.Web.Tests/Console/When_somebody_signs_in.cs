using System.Net;
using Microsoft.Playwright;
using RatingGrains.Browser;

namespace RatingGrains.Console;

[Collection(InBrowser.Name)]
public sealed class When_somebody_signs_in(Chromium chromium)
{
    [ConsoleFact]
    public async Task the_key_stays_in_the_tab_and_goes_with_the_sign_out()
    {
        await using var host = await ApiHost.StartAsync();
        await using var console = await ConsolePage.SignedInAsync(chromium, host, ApiHost.AdminKey);
        Assert.Equal(ApiHost.AdminKey, await KeptAsync(console));
        Assert.DoesNotContain(ApiHost.AdminKey, await console.Page.EvaluateAsync<string>(
            "JSON.stringify(localStorage) + document.cookie + location.href"));

        await console.Page.ReloadAsync();
        await console.Button("Sign out").ClickAsync();

        await console.Button("Sign in").ShowsAsync();
        Assert.Null(await KeptAsync(console));
        Assert.Empty(console.Errors);
    }

    [ConsoleFact]
    public async Task a_wrong_key_is_told_so()
    {
        await using var host = await ApiHost.StartAsync();
        await using var console = await ConsolePage.OpenAsync(chromium, host);

        await console.Page.GetByLabel("Key", new() { Exact = true }).FillAsync("wrong");
        await console.Button("Sign in").ClickAsync();

        await console.Page.GetByRole(AriaRole.Alert).SaysAsync("This key is not known");
    }

    [ConsoleFact]
    public async Task a_key_that_is_deleted_is_asked_for_again()
    {
        await using var host = await ApiHost.StartAsync();
        var made = (await host.Admin.PostAsync("keys", new { role = "supervisor", subject = "olga" })).Good;
        await using var console =
            await ConsolePage.SignedInAsync(chromium, host, made.GetProperty("key").GetString()!);

        (await host.Admin.DeleteAsync($"keys/{made.GetProperty("id").GetString()}")).Is(HttpStatusCode.NoContent);
        await console.Page.ReloadAsync();

        await console.Page.GetByRole(AriaRole.Alert).SaysAsync("This key is not known");
    }

    [ConsoleTheory]
    [InlineData(
        "admin", "Conversations", "Overview", "Channels", "People and keys", "Webhooks", "Parked deliveries")]
    [InlineData("supervisor", "Conversations", "Overview")]
    [InlineData("agent", "My work", "Conversations")]
    [InlineData("viewer", "Overview")]
    public async Task what_the_role_may_not_do_is_not_offered(string role, params string[] places)
    {
        await using var host = await ApiHost.StartAsync();
        await new Centre(host).AgentAsync("anna");
        var key = (await host.Admin.PostAsync("keys", new { role, subject = "anna" })).Good;
        await using var console =
            await ConsolePage.SignedInAsync(chromium, host, key.GetProperty("key").GetString()!);

        var offered = await console.Page.GetByRole(AriaRole.Navigation, new() { Name = "Menu" })
            .GetByRole(AriaRole.Link).AllInnerTextsAsync();

        Assert.Equal(places, offered);
    }

    [ConsoleFact]
    public async Task nothing_inline_and_no_frame_is_allowed()
    {
        await using var host = await ApiHost.StartAsync();

        using var first = await host.Nobody.OpenAsync("/");
        using var second = await host.Nobody.OpenAsync("/conversations/c1");

        var policies = new[] { first, second }.Select(page => page.Headers.GetValues("Content-Security-Policy").Single());
        Assert.All(policies, policy =>
        {
            Assert.StartsWith("default-src 'none';", policy);
            Assert.Contains("script-src 'self';", policy);
            Assert.Contains("frame-ancestors 'none'", policy);
            Assert.DoesNotContain("unsafe", policy);
        });
        // A number that is used twice could be guessed.
        Assert.Equal(2, policies.Distinct().Count());
    }

    private static Task<string?> KeptAsync(ConsolePage console) =>
        console.Page.EvaluateAsync<string?>("sessionStorage.getItem('rating-console key')");
}
