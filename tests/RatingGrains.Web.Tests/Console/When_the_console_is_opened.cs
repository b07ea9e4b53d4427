using System.Collections.Concurrent;
using Microsoft.Playwright;
using RatingGrains.Browser;

namespace RatingGrains.Console;

[Collection(InBrowser.Name)]
public sealed class When_the_console_is_opened(Chromium chromium)
{
    [ConsoleTheory]
    [InlineData("/conversations")]
    [InlineData("/conversations?status=closed,waitingForCustomer&q=Anna+M%C3%BCller&sort=openedAt")]
    public async Task what_is_asked_ahead_is_asked_once(string path)
    {
        await using var host = await ApiHost.StartAsync();
        await using var console = await ConsolePage.SignedInAsync(chromium, host, ApiHost.AdminKey, "/people");
        var (asked, release) = (new ConcurrentQueue<string>(), new TaskCompletionSource());
        await console.Page.RouteAsync("**/api/v1/**", async route =>
        {
            var name = new Uri(route.Request.Url).AbsolutePath.Split('/')[^1];
            asked.Enqueue(name);
            // A list that is there is looked at again soon.
            if (name == "conversations")
                await release.Task;
            await route.ContinueAsync();
        });

        await console.GoAsync(host, path);
        await console.Button("Sign out").ShowsAsync();
        await console.Page.GetByRole(AriaRole.Status).ShowsAsync();

        Assert.Equal(["agents", "channels", "conversations", "me"], asked.Order());
        release.SetResult();
        await Assertions.Expect(console.Page.GetByRole(AriaRole.Table)).ToBeVisibleAsync();
        Assert.Empty(console.Errors);
    }

    [ConsoleFact]
    public async Task what_was_asked_ahead_with_a_key_is_not_for_the_next_one()
    {
        await using var host = await ApiHost.StartAsync();
        var made = (await host.Admin.PostAsync("keys", new { role = "supervisor", subject = "olga" })).Good;
        await using var console = await ConsolePage.SignedInAsync(chromium, host, ApiHost.AdminKey, "/people");
        var release = new TaskCompletionSource();
        await console.Page.RouteAsync("**/console/assets/index-*.js", async route =>
        {
            await release.Task;
            await route.ContinueAsync();
        });
        await console.Page.RunAndWaitForRequestAsync(
            () => console.Page.GotoAsync(
                new Uri(host.Address, "/conversations").AbsoluteUri, new() { WaitUntil = WaitUntilState.Commit }),
            "**/api/v1/me");

        await console.Page.EvaluateAsync(
            "key => sessionStorage.setItem('rating-console key', key)", made.GetProperty("key").GetString());
        release.SetResult();

        await Assertions.Expect(console.Page.GetByText("olga")).ToBeVisibleAsync();
        await Assertions.Expect(console.Link("People and keys")).ToHaveCountAsync(0);
    }

    [ConsoleFact]
    public async Task what_could_not_be_asked_ahead_is_asked_again()
    {
        await using var host = await ApiHost.StartAsync();
        await using var console = await ConsolePage.SignedInAsync(chromium, host, ApiHost.AdminKey, "/people");
        var failed = new ConcurrentDictionary<string, bool>();
        await console.Page.RouteAsync("**/api/v1/**", route =>
            failed.TryAdd(route.Request.Url, true) ? route.AbortAsync() : route.ContinueAsync());

        await console.GoAsync(host, "/conversations");

        await console.Button("Sign out").ShowsAsync();
        await Assertions.Expect(console.Page.GetByRole(AriaRole.Table)).ToBeVisibleAsync();
    }
}
