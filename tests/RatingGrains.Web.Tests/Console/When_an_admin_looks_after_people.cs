using System.Net;
using Microsoft.Playwright;
using RatingGrains.Browser;

namespace RatingGrains.Console;

[Collection(InBrowser.Name)]
public sealed class When_an_admin_looks_after_people(Chromium chromium)
{
    [ConsoleFact]
    public async Task an_agent_is_added_and_changed()
    {
        await using var host = await ApiHost.StartAsync();
        await using var admin = await ConsolePage.SignedInAsync(chromium, host, ApiHost.AdminKey, "/people");

        await admin.Page.GetByLabel("Id").FillAsync("anna");
        await admin.Page.GetByLabel("Name").FillAsync("Anna");
        await admin.Button("Add").ClickAsync();
        await admin.Button("Change Anna").ClickAsync();
        await admin.Page.GetByLabel("Team").FillAsync("support");
        await admin.Button("Save").ClickAsync();

        await admin.Page.GetByRole(AriaRole.Row).Filter(new() { HasText = "support" }).ShowsAsync();
        var anna = (await host.Admin.GetAsync("agents/anna")).Good;
        Assert.Equal("support", anna.GetProperty("team").GetString());
        Assert.Empty(admin.Errors);
    }

    [ConsoleFact]
    public async Task a_key_is_made_shown_once_and_deleted()
    {
        await using var host = await ApiHost.StartAsync();
        await using var admin = await ConsolePage.SignedInAsync(chromium, host, ApiHost.AdminKey, "/people");
        await admin.Page.GetByRole(AriaRole.Tab, new() { Name = "Keys" }).ClickAsync();

        await admin.Page.GetByLabel("Role", new() { Exact = true }).SelectOptionAsync("supervisor");
        await admin.Page.GetByLabel("Name", new() { Exact = true }).FillAsync("olga");
        await admin.Button("Make a key").ClickAsync();
        var made = await admin.Page.Locator("[data-made]").InnerTextAsync();
        var olga = host.As(made);
        (await olga.GetAsync("me")).Is(HttpStatusCode.OK);
        var row = admin.Page.GetByRole(AriaRole.Row).Filter(new() { HasText = "olga" });
        await row.GetByRole(AriaRole.Button, new() { Name = "Delete" }).ClickAsync();
        await row.GetByRole(AriaRole.Button, new() { Name = "Delete it" }).ClickAsync();

        await row.IsGoneAsync();
        (await olga.GetAsync("me")).Is(HttpStatusCode.Unauthorized);
    }
}
