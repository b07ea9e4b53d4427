using System.Net;
using RatingGrains.Api.Host;

namespace RatingGrains.Api.Keys;

public sealed class When_a_key_asks_whose_it_is(QuietHost quiet) : IClassFixture<QuietHost>
{
    [Theory]
    [InlineData("admin", null, "any any any")]
    [InlineData("supervisor", null, "any any any")]
    [InlineData("supervisor", "support", "team team team")]
    [InlineData("agent", null, "own own none")]
    [InlineData("viewer", null, "none none none")]
    public async Task it_is_told_how_far_it_reaches(string role, string? team, string expected)
    {
        var key = await quiet.Host.KeyAsync(new { role, subject = "olga", team });

        var me = (await key.GetAsync("me")).Good;

        var rights = me.GetProperty("rights").EnumerateObject().Select(right => right.Value.GetString());
        Assert.Equal(expected, string.Join(' ', rights));
        Assert.Equal((role, "olga"), (me.GetProperty("role").GetString(), me.GetProperty("subject").GetString()));
        Assert.Equal(role == "agent" ? "olga" : null, me.GetProperty("agentId").GetString());
        Assert.Equal(team, me.GetProperty("team").GetString());
    }

    [Fact]
    public async Task a_grant_takes_the_roles_place()
    {
        var key = await quiet.Host.KeyAsync(
            new { role = "agent", subject = "anna", rights = new { history = "none", rate = "any" } });

        var rights = (await key.GetAsync("me")).Good.GetProperty("rights");

        Assert.Equal("""{"list":"own","history":"none","rate":"any"}""", rights.GetRawText());
    }

    [Fact]
    public async Task what_the_plan_lacks_is_said()
    {
        await using var host = await ApiHost.StartAsync(null, "Features:SupervisorRating=false");

        var features = (await host.Admin.GetAsync("me")).Good.GetProperty("features");

        Assert.Equal("""{"customerRating":true,"supervisorRating":false}""", features.GetRawText());
    }

    [Fact]
    public async Task nobody_is_told_nothing() =>
        (await quiet.Host.Nobody.GetAsync("me")).Is(HttpStatusCode.Unauthorized);
}
