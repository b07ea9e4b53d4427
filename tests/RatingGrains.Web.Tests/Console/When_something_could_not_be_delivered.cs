using Microsoft.Extensions.DependencyInjection;
using Microsoft.Playwright;
using RatingGrains.Browser;
using RatingGrains.Ports;
using static Microsoft.Playwright.Assertions;

namespace RatingGrains.Console;

[Collection(InBrowser.Name)]
public sealed class When_something_could_not_be_delivered(Chromium chromium)
{
    [ConsoleFact]
    public async Task an_admin_sees_why_and_sends_it_again_until_it_is()
    {
        var pigeon = new Pigeon();
        await using var host = await ApiHost.StartAsync(services => services.AddSingleton<IMessenger>(pigeon));
        var centre = new Centre(host);
        await centre.AgentAsync("anna");
        await centre.ChannelAsync("web", "anna");
        var conversation = await centre.WriteAsync("web", "42", connector: "pigeon");
        await centre.AnswerAsync(conversation, "anna", "Coo");
        await using var admin = await ConsolePage.SignedInAsync(chromium, host, ApiHost.AdminKey, "/parked");
        var row = admin.Page.GetByRole(AriaRole.Row).Filter(new() { HasText = "The loft is closed." });
        await row.SaysAsync("Message to a customer");
        var again = row.GetByRole(AriaRole.Button, new() { Name = "Try again" });

        // Still away: it comes back.
        await again.ClickAsync();
        await Eventually.HoldsAsync(() => pigeon.Tries == 2);
        await row.ShowsAsync();
        pigeon.IsHome = true;
        await again.ClickAsync();

        await Eventually.HoldsAsync(() => pigeon.Delivered == "Coo");
        await Expect(admin.Page.GetByText("Everything was delivered.")).ToBeVisibleAsync();
        Assert.Empty(admin.Errors);
    }
}
