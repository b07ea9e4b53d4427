using System.Net;
using System.Text.Json;
using RatingGrains.Api.Host;
using RatingGrains.Api.Streams;

namespace RatingGrains.Api.OpenId;

public sealed class When_a_token_says_who_somebody_is : IAsyncLifetime
{
    private readonly TestClock _clock = new();
    private SignInProvider _provider = null!;
    private ApiHost _host = null!;
    private Centre _centre = null!;

    public async Task InitializeAsync()
    {
        _provider = await SignInProvider.StartAsync(_clock);
        _host = await ApiHost.StartAtAsync(_clock, [.. _provider.Settings, "Auth:OpenId:TeamClaim=team"]);
        _centre = new Centre(_host);
        await _centre.AgentAsync("anna", "support");
        await _centre.AgentAsync("boris", "sales");
        await _centre.ChannelAsync("web", "anna", "boris");
    }

    public async Task DisposeAsync()
    {
        await _host.DisposeAsync();
        await _provider.DisposeAsync();
    }

    [Fact]
    public async Task an_agent_sees_and_hears_of_its_own_only()
    {
        var own = await _centre.HeldAsync("web", "ann", "anna");
        var others = await _centre.HeldAsync("web", "bob", "boris");
        var anna = As("anna");

        var listed = Assert.Single((await anna.GetAsync("conversations")).Items);

        Assert.Equal(own, listed.GetProperty("id").GetString());
        (await anna.GetAsync($"conversations/{own}")).Is(HttpStatusCode.OK);
        (await anna.GetAsync($"conversations/{others}")).Is(HttpStatusCode.NotFound);
        (await anna.GetAsync("agents/anna/notifications")).Is(HttpStatusCode.OK);
        (await anna.GetAsync("agents/boris/notifications")).Is(HttpStatusCode.Forbidden);
        (await anna.GetAsync("keys")).Is(HttpStatusCode.Forbidden);
    }

    [Fact]
    public async Task a_stream_goes_on_until_the_token_has_run_out()
    {
        var conversation = await _centre.HeldAsync("web", "ann", "anna");
        await using var events = await EventReader.OpenAsync(As("anna"), "agents/anna/events", "0");
        while ((await events.NextAsync()).EventType != "conversation")
        {
            // What was told before.
        }
        await _centre.RateAsync(conversation, "like");
        while ((await events.NextAsync()).EventType != "notification")
        {
            // The conversation has changed too.
        }

        _clock.Advance(_provider.TokensLast);

        await EndsAsync(events);
    }

    [Fact]
    public async Task a_supervisor_sees_the_team_that_it_names()
    {
        var own = await _centre.HeldAsync("web", "ann", "anna");
        await _centre.HeldAsync("web", "bob", "boris");
        Say("olga", "team", "support");

        var listed = Assert.Single((await As("olga").GetAsync("conversations")).Items);

        Assert.Equal(own, listed.GetProperty("id").GetString());
    }

    [Fact]
    public async Task a_supervisor_of_all_sees_all()
    {
        await _centre.HeldAsync("web", "ann", "anna");
        await _centre.HeldAsync("web", "bob", "boris");
        Say("olga", "team", "*");

        Assert.Equal(2, (await As("olga").GetAsync("conversations")).Items.Length);
    }

    [Fact]
    public async Task nobody_rates_a_conversation_that_they_held_themselves()
    {
        var own = await _centre.HeldAsync("web", "ann", "anna");
        _provider.People["anna"] = SignInProvider.Person("anna", "rating-supervisors");
        Say("anna", "team", "*");

        var answer = await As("anna").PutAsync($"conversations/{own}/supervisor-rating", new { stars = 5 });

        Assert.Equal("ownConversation", answer.Is(HttpStatusCode.Forbidden).Code);
    }

    [Fact]
    public async Task of_several_roles_the_one_that_may_most_counts()
    {
        _provider.People["anna"] = SignInProvider.Person("anna", "rating-agents", "rating-admins", "others");

        Assert.Equal("admin", (await As("anna").GetAsync("me")).Good.GetProperty("role").GetString());
    }

    [Fact]
    public async Task what_is_missing_is_named_and_nothing_is_guessed()
    {
        _provider.People["anna"]["preferred_username"] = "anna with spaces";
        Say("root", "team", "no team's id");

        await IsRefusedAsync("nobody", "noRole", "groups");
        await IsRefusedAsync("anna", "noSubject", "preferred_username");
        await IsRefusedAsync("olga", "noTeam", "team");
        await IsRefusedAsync("root", "noTeam", "team");
    }

    [Theory]
    [InlineData("root", "support", "support")]
    [InlineData("root", "*", null)]
    [InlineData("root", null, null)]
    [InlineData("anna", "sales", "sales")]
    [InlineData("anna", null, "support")]
    [InlineData("olga", "sales", "sales")]
    public async Task somebody_is_of_the_one_team_that_it_names_or_an_agent_of_its_own(
        string person, string? claim, string? team)
    {
        if (claim is not null)
            Say(person, "team", claim);

        Assert.Equal(team, (await As(person).GetAsync("me")).Good.GetProperty("team").GetString());
    }

    [Theory]
    [InlineData("root")]
    [InlineData("olga")]
    [InlineData("anna")]
    [InlineData("wall")]
    public async Task nobody_is_of_several_teams(string person)
    {
        Say(person, "team", new[] { "support", "sales" });
        await IsRefusedAsync(person, "noTeam", "team");

        Say(person, "team", new[] { "support", "*" });
        await IsRefusedAsync(person, "noTeam", "team");
    }

    [Theory]
    [InlineData("""{"roles":["a","b"]}""", "roles", "a b")]
    [InlineData("""{"roles":"a"}""", "roles", "a")]
    [InlineData("""{"realm_access":{"roles":["a"]}}""", "realm_access.roles", "a")]
    [InlineData("""{"https://shop.example/roles":["a"]}""", "https://shop.example/roles", "a")]
    [InlineData("""{"roles":[1,null,{"a":1},"a"]}""", "roles", "a")]
    [InlineData("""{"roles":{"a":true}}""", "roles", "")]
    [InlineData("""{"realm_access":"a"}""", "realm_access.roles", "")]
    [InlineData("{}", "roles", "")]
    public void claims_are_found_however_a_provider_writes_them(string payload, string name, string expected)
    {
        using var document = JsonDocument.Parse(payload);

        Assert.Equal(expected, string.Join(' ', OpenIdClaims.Of(document.RootElement, name)));
    }

    private void Say(string person, string claim, object value) => _provider.People[person][claim] = value;

    private async Task IsRefusedAsync(string person, string code, string claim)
    {
        var answer = (await As(person).GetAsync("me")).Is(HttpStatusCode.Forbidden);
        Assert.Equal(code, answer.Code);
        Assert.Contains($"'{claim}'", answer.Body.GetProperty("detail").GetString());
    }

    /// <summary>Whatever was under way comes first.</summary>
    private static async Task EndsAsync(EventReader events)
    {
        while (await events.AnyMoreAsync())
        {
            // An event from before.
        }
    }

    private ApiClient As(string person) => _host.As(_provider.Token(person));
}
