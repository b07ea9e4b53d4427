using System.Net;
using Microsoft.Extensions.DependencyInjection;
using RatingGrains.Api.Host;

namespace RatingGrains.Api.Keys;

public sealed class When_somebody_asks_too_often
{
    private readonly StandingClock _clock = new();

    [Fact]
    public async Task a_key_is_told_to_wait_a_second()
    {
        await using var host = await StartAsync();
        var answers = await SeriesAsync(host.Admin, "agents", 6);

        Assert.All(answers.Take(5), answer => answer.Is(HttpStatusCode.OK));
        Assert.Equal("tooManyRequests", answers[5].Is(HttpStatusCode.TooManyRequests).Code);
        Assert.Equal(TimeSpan.FromSeconds(1), answers[5].Message.Headers.RetryAfter?.Delta);

        _clock.Now += TimeSpan.FromSeconds(1);
        (await host.Admin.GetAsync("agents")).Is(HttpStatusCode.OK);
    }

    [Fact]
    public async Task an_address_without_a_valid_key_is_too()
    {
        await using var host = await StartAsync();

        var answers = await SeriesAsync(host.As("guess"), "agents", 4);

        Assert.All(answers.Take(3), answer => answer.Is(HttpStatusCode.Unauthorized));
        answers[3].Is(HttpStatusCode.TooManyRequests);
        (await host.Admin.GetAsync("agents")).Is(HttpStatusCode.OK);
    }

    [Fact]
    public async Task a_forged_token_counts_once()
    {
        await using var provider = await SignInProvider.StartAsync(_clock);
        await using var host = await StartAsync(provider.Settings);

        var answers = await SeriesAsync(host.As(Forged(provider)), "me", 4);

        Assert.All(answers.Take(3), answer => answer.Is(HttpStatusCode.Unauthorized));
        answers[3].Is(HttpStatusCode.TooManyRequests);
        (await host.As(Genuine(provider)).GetAsync("me")).Is(HttpStatusCode.TooManyRequests);
        _clock.Now += TimeSpan.FromSeconds(1);
        (await host.As(Genuine(provider)).GetAsync("me")).Is(HttpStatusCode.OK);
    }

    [Fact]
    public async Task no_token_is_looked_at_where_too_many_were_refused()
    {
        await using var provider = await SignInProvider.StartAsync(_clock);
        await using var host = await StartAsync(provider.Settings);
        (await host.As(Genuine(provider)).GetAsync("me")).Is(HttpStatusCode.OK);
        _clock.Now += TimeSpan.FromSeconds(30);
        var forged = host.As(Forged(provider));

        await SeriesAsync(host.As("guess"), "me", 3);
        (await forged.GetAsync("me")).Is(HttpStatusCode.TooManyRequests);

        // A key that is not known would have been asked for.
        Assert.Equal(1, provider.Asked);
        _clock.Now += TimeSpan.FromSeconds(1);
        (await forged.GetAsync("me")).Is(HttpStatusCode.Unauthorized);
        Assert.Equal(2, provider.Asked);
    }

    [Theory]
    [InlineData("/health/live")]
    [InlineData("/health/ready")]
    [InlineData("/openapi/v1.json")]
    public async Task what_needs_no_key_is_not_counted(string path)
    {
        await using var host = await StartAsync();

        Assert.All(await SeriesAsync(host.Nobody, path, 10), answer => answer.Is(HttpStatusCode.OK));
    }

    [Theory]
    [InlineData("PerKeyPerSecond")]
    [InlineData("PerAddressPerSecond")]
    public async Task a_limit_that_is_none_stops_the_start_and_is_named(string name)
    {
        var failure = await Assert.ThrowsAnyAsync<Exception>(
            () => ApiHost.StartAsync(null, $"--RateLimits:{name}", "0"));

        Assert.Contains(name, failure.Message);
    }

    private Task<ApiHost> StartAsync(params string[] settings) => ApiHost.StartAsync(
        services => services.AddSingleton<TimeProvider>(_clock),
        [.. settings, "--RateLimits:PerKeyPerSecond=5", "--RateLimits:PerAddressPerSecond=3"]);

    private static string Genuine(SignInProvider provider) => provider.Token("root");

    private static string Forged(SignInProvider provider) =>
        provider.Token("root", signature: SignInProvider.Signature(SignInProvider.NewKey()));

    private static async Task<List<Answer>> SeriesAsync(ApiClient client, string path, int count)
    {
        var answers = new List<Answer>();
        for (var i = 0; i < count; i++)
            answers.Add(await client.GetAsync(path));
        return answers;
    }

    /// <summary>Stands, so that no new second begins between two requests.</summary>
    private sealed class StandingClock : TimeProvider
    {
        public DateTimeOffset Now { get; set; } = System.GetUtcNow();

        public override DateTimeOffset GetUtcNow() => Now;
    }
}
