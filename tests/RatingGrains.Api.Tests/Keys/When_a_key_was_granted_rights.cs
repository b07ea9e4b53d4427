using System.Net;
using RatingGrains.Api.Host;

namespace RatingGrains.Api.Keys;

/// <summary>Whoever may list or rate a conversation may look at it.</summary>
public sealed class When_a_key_was_granted_rights : IAsyncLifetime
{
    private ApiHost _host = null!;
    private Centre _centre = null!;
    private string _conversation = null!;

    public async Task InitializeAsync()
    {
        _host = await ApiHost.StartAsync();
        _centre = new Centre(_host);
        await _centre.AgentAsync("anna", "support");
        await _centre.AgentAsync("boris", "sales");
        await _centre.ChannelAsync("web", "anna", "boris");
        _conversation = await _centre.HeldAsync("web", "42", "anna");
    }

    public async Task DisposeAsync() => await _host.DisposeAsync();

    [Fact]
    public async Task to_list_it_may_look_at_what_it_lists() =>
        await LooksAsync(new { role = "viewer", subject = "wall", rights = new { list = "any" } }, HttpStatusCode.OK);

    [Fact]
    public async Task to_rate_it_may_look_at_what_it_rates() =>
        await LooksAsync(new { role = "agent", subject = "boris", rights = new { rate = "any" } }, HttpStatusCode.OK);

    [Fact]
    public async Task of_another_team_it_sees_nothing() => await LooksAsync(
        new { role = "agent", subject = "boris", rights = new { list = "team", rate = "team" } }, HttpStatusCode.NotFound);

    [Fact]
    public async Task without_any_a_viewer_may_not_look() =>
        await LooksAsync(new { role = "viewer", subject = "wall" }, HttpStatusCode.Forbidden);

    [Fact]
    public async Task a_supervisor_sees_what_its_team_held_after_the_agent_changed_teams()
    {
        var supervisor = await _host.KeyAsync(new { role = "supervisor", subject = "olga", team = "support" });

        await _centre.AgentAsync("anna", "sales");

        Assert.Single((await supervisor.GetAsync("conversations")).Items);
        (await supervisor.GetAsync($"conversations/{_conversation}")).Is(HttpStatusCode.OK);
    }

    private async Task LooksAsync(object request, HttpStatusCode expected)
    {
        var key = await _host.KeyAsync(request);
        (await key.GetAsync($"conversations/{_conversation}")).Is(expected);
        (await key.GetAsync($"conversations/{_conversation}/messages")).Is(expected);
    }
}
