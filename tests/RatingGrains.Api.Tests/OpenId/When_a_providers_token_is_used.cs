using System.Net;
using System.Text;
using Microsoft.IdentityModel.Tokens;
using RatingGrains.Api.Host;

namespace RatingGrains.Api.OpenId;

public sealed class When_a_providers_token_is_used : IAsyncLifetime
{
    private static readonly TimeSpan Moment = TimeSpan.FromSeconds(30);
    private readonly TestClock _clock = new();
    private SignInProvider _provider = null!;
    private ApiHost _host = null!;

    public async Task InitializeAsync()
    {
        _provider = await SignInProvider.StartAsync(_clock);
        _host = await ApiHost.StartAtAsync(_clock, ["--RateLimits:PerAddressPerSecond=1000", .. _provider.Settings]);
    }

    public async Task DisposeAsync()
    {
        await _host.DisposeAsync();
        await _provider.DisposeAsync();
    }

    [Theory]
    [InlineData("root", "admin", "any any any")]
    [InlineData("olga", "supervisor", "any any any")]
    [InlineData("anna", "agent", "own own none")]
    [InlineData("wall", "viewer", "none none none")]
    public async Task somebody_has_the_role_that_the_settings_make_of_its_claim(
        string person, string role, string expected)
    {
        var me = (await As(person).GetAsync("me")).Good;

        Assert.Equal((role, person), (me.GetProperty("role").GetString(), me.GetProperty("subject").GetString()));
        Assert.Equal(role == "agent" ? "anna" : null, me.GetProperty("agentId").GetString());
        var rights = me.GetProperty("rights").EnumerateObject().Select(right => right.Value.GetString());
        Assert.Equal(expected, string.Join(' ', rights));
        Assert.True(me.GetProperty("expiresAt").GetDateTimeOffset() > _clock.GetUtcNow());
    }

    [Fact]
    public async Task one_of_any_other_kind_is_refused_and_it_is_said_why()
    {
        var other = SignInProvider.NewKey();
        var lookalike = new RsaSecurityKey(SignInProvider.NewKey().Rsa) { KeyId = _provider.Key.KeyId };
        // Whoever knows the published key signs with it as if it were a secret.
        var published = SignInProvider.Signature(
            new SymmetricSecurityKey(_provider.Key.Rsa.ExportRSAPublicKey()) { KeyId = _provider.Key.KeyId },
            SecurityAlgorithms.HmacSha256);
        (string Token, string Reason)[] forged =
        [
            (_provider.Token("root", audience: "others"), "audience"),
            (_provider.Token("root", audience: SignInProvider.Client), "audience"),
            (_provider.Token("root", issuer: "https://other.example"), "given out by others"),
            (_provider.Token("root", until: -TimeSpan.FromSeconds(1), from: -TimeSpan.FromHours(1)), "run out"),
            (_provider.Token("root", from: TimeSpan.FromMinutes(2)), "not valid yet"),
            (_provider.Token("root", signature: SignInProvider.Signature(other)), "not signed"),
            (_provider.Token("root", signature: SignInProvider.Signature(lookalike)), "not signed"),
            (_provider.Token("root", signature: published), "not signed"),
            (Unsigned(_provider.Token("root")), "not signed"),
            (_provider.Token("root")[..^2], "not signed"),
            ("a.b.c", "not signed"),
        ];
        foreach (var (token, reason) in forged)
        {
            var answer = (await _host.As(token).GetAsync("me")).Is(HttpStatusCode.Unauthorized);
            Assert.Equal("unauthorized", answer.Code);
            Assert.Contains(reason, answer.Body.GetProperty("detail").GetString());
            Assert.Equal("Bearer", answer.Message.Headers.WwwAuthenticate.Single().Scheme);
        }
    }

    [Fact]
    public async Task its_clock_may_be_a_little_ahead() =>
        (await _host.As(_provider.Token("root", from: Moment)).GetAsync("me")).Is(HttpStatusCode.OK);

    [Fact]
    public async Task it_opens_nothing_once_it_has_run_out()
    {
        var root = As("root");
        (await root.GetAsync("keys")).Is(HttpStatusCode.OK);

        _clock.Advance(_provider.TokensLast);

        (await root.GetAsync("keys")).Is(HttpStatusCode.Unauthorized);
    }

    [Fact]
    public async Task a_new_key_of_the_provider_is_known_at_its_first_token_and_the_old_one_no_longer()
    {
        var before = As("root");
        (await before.GetAsync("me")).Is(HttpStatusCode.OK);
        _clock.Advance(Moment);

        _provider.ChangeKey();

        (await As("root").GetAsync("me")).Is(HttpStatusCode.OK);
        (await before.GetAsync("me")).Is(HttpStatusCode.Unauthorized);
    }

    [Fact]
    public async Task made_up_keys_do_not_make_us_ask_the_provider_again_and_again()
    {
        (await As("root").GetAsync("me")).Is(HttpStatusCode.OK);
        _clock.Advance(Moment);

        for (var i = 0; i < 5; i++)
        {
            var forged = _provider.Token("root", signature: SignInProvider.Signature(SignInProvider.NewKey()));
            (await _host.As(forged).GetAsync("me")).Is(HttpStatusCode.Unauthorized);
        }

        Assert.Equal(2, _provider.Asked);
    }

    [Fact]
    public async Task keys_and_customers_tokens_are_what_they_were()
    {
        var centre = new Centre(_host);
        await centre.AgentAsync("anna");
        await centre.ChannelAsync("web", "anna");
        var conversation = await centre.HeldAsync("web", "ann", "anna");

        (await As("root").GetAsync("me")).Is(HttpStatusCode.OK);
        _clock.Advance(Moment);

        await centre.RateAsync(conversation, "like");
        (await _host.As("wrong").GetAsync("me")).Is(HttpStatusCode.Unauthorized);

        Assert.Equal(1, _provider.Asked);
    }

    [Fact]
    public async Task a_repeated_post_is_answered_as_the_first_one_to_whom_it_was_but_nobody_else()
    {
        var request = new { role = "viewer", subject = "wall" };
        (await As("root").PostAsync("keys", request, "the-same")).Is(HttpStatusCode.Created);
        _provider.People["second"] = SignInProvider.Person("second", "rating-admins");
        _clock.Advance(Moment);

        Assert.Equal("alreadyCreated", (await As("root").PostAsync("keys", request, "the-same")).Code);
        (await As("second").PostAsync("keys", request, "the-same")).Is(HttpStatusCode.Created);
    }

    private ApiClient As(string person) => _host.As(_provider.Token(person));

    private static string Unsigned(string token) =>
        $"{Base64UrlEncoder.Encode(Encoding.UTF8.GetBytes("""{"alg":"none","typ":"JWT"}"""))}.{token.Split('.')[1]}.";
}
