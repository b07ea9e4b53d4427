using System.Net;
using RatingGrains.Api.Host;

namespace RatingGrains.Api.Keys;

/// <summary>The rights of a key take the place of its role's.</summary>
public sealed class When_a_key_grants_more_or_less(QuietHost quiet) : IClassFixture<QuietHost>
{
    [Fact]
    public async Task an_agent_who_may_list_all_may_open_what_is_listed()
    {
        var agent = await AgentAsync("reader", new { list = "any" });

        (await agent.GetAsync($"conversations/{quiet.Conversation}")).Is(HttpStatusCode.OK);
        (await agent.GetAsync($"conversations/{quiet.Conversation}/history")).Is(HttpStatusCode.Forbidden);
    }

    [Fact]
    public async Task an_agent_who_may_rate_its_team_rates_it()
    {
        await quiet.Centre.AgentAsync("senior", "support");
        var agent = await AgentAsync("senior", new { rate = "team" });

        (await agent.PutAsync(Review, new { stars = 4 })).Is(HttpStatusCode.OK);
    }

    [Fact]
    public async Task an_agent_of_another_team_who_may_rate_its_team_does_not_see_it()
    {
        await quiet.Centre.AgentAsync("foreign", "sales");
        var agent = await AgentAsync("foreign", new { rate = "team" });

        (await agent.PutAsync(Review, new { stars = 4 })).Is(HttpStatusCode.NotFound);
    }

    [Fact]
    public async Task a_supervisor_from_whom_rating_was_taken_cannot_rate()
    {
        var supervisor = await quiet.Host.KeyAsync(
            new { role = "supervisor", subject = "trainee", rights = new { rate = "none" } });

        (await supervisor.GetAsync($"conversations/{quiet.Conversation}")).Is(HttpStatusCode.OK);
        (await supervisor.PutAsync(Review, new { stars = 4 })).Is(HttpStatusCode.Forbidden);
    }

    [Fact]
    public async Task a_viewer_who_may_list_a_team_lists_it_and_may_look_at_what_is_listed()
    {
        var viewer = await quiet.Host.KeyAsync(
            new { role = "viewer", subject = "board", team = "support", rights = new { list = "team" } });

        (await viewer.GetAsync("conversations")).Is(HttpStatusCode.OK);
        (await viewer.GetAsync($"conversations/{quiet.Conversation}")).Is(HttpStatusCode.OK);
    }

    private string Review => $"conversations/{quiet.Conversation}/supervisor-rating";

    private Task<ApiClient> AgentAsync(string subject, object rights) =>
        quiet.Host.KeyAsync(new { role = "agent", subject, rights });
}
