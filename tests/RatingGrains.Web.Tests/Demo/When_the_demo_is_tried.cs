using System.Net;
using Microsoft.Playwright;
using RatingGrains.Browser;

namespace RatingGrains.Demo;

[Collection(InBrowser.Name)]
public sealed class When_the_demo_is_tried(Chromium chromium)
{
    [WebFact]
    public async Task the_agent_sees_the_rating_arrive()
    {
        await using var demo = await DemoPage.OpenAsync(chromium);
        await demo.FinishedAsync();

        await demo.Chat.Dislike.ClickAsync();
        await demo.Rating.SaysAsync("Dislike");
        await demo.Chat.Like.ClickAsync();
        await demo.Rating.SaysAsync("Like");
        await demo.Chat.Comment.FillAsync("Fast after all.");
        await demo.Chat.Button("Send the comment").ClickAsync();

        await demo.Rating.SaysAsync("“Fast after all.”");
        await demo.State.SaysAsync("answered");
        Assert.Empty(demo.Errors);
    }

    [WebFact]
    public async Task a_wrong_key_is_told_and_not_kept()
    {
        // The policy would refuse the question at the end as well.
        await using var demo = await DemoPage.OpenAsync(chromium, new() { BypassCSP = true });

        await demo.Page.GetByLabel("Key of an admin or an agent").FillAsync("wrong");
        await demo.Chat.Button("Open").ClickAsync();

        await demo.Page.GetByRole(AriaRole.Alert).SaysAsync("This needs a valid key.");
        Assert.Equal(0, await demo.Page.EvaluateAsync<int>("sessionStorage.length + localStorage.length"));
    }

    [WebTheory]
    [InlineData(ColorScheme.Light)]
    [InlineData(ColorScheme.Dark)]
    public async Task axe_finds_nothing_serious(ColorScheme scheme)
    {
        await using var demo = await DemoPage.OpenAsync(
            chromium, new() { ColorScheme = scheme, BypassCSP = true, ReducedMotion = ReducedMotion.Reduce });
        await Axe.FindsNothingSeriousAsync(demo.Page);
        await demo.FinishedAsync();
        await Axe.FindsNothingSeriousAsync(demo.Page);
    }

    [WebFact]
    public async Task its_policy_allows_nothing_inline_and_no_frame()
    {
        await using var host = await ApiHost.StartAsync();

        using var page = await host.Nobody.OpenAsync("/demo");

        Assert.Equal(HttpStatusCode.OK, page.StatusCode);
        var policy = page.Headers.GetValues("Content-Security-Policy").Single();
        Assert.StartsWith("default-src 'none';", policy);
        Assert.Contains("frame-ancestors 'none'", policy);
        Assert.DoesNotContain("unsafe", policy);
    }
}
