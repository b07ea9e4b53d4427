using System.Net;
using RatingGrains.Api.Host;

namespace RatingGrains.Api.Keys;

public sealed class When_a_token_is_used
{
    [Fact]
    public async Task it_opens_its_own_conversation_only()
    {
        await using var centre = await TokenCentre.StartAsync();
        var (mine, others) = (await centre.OpenAsync("ann"), await centre.OpenAsync("bob"));
        var ann = centre.Host.As(await centre.TokenAsync(mine));

        (await ann.GetAsync($"conversations/{mine}")).Is(HttpStatusCode.OK);
        (await ann.GetAsync($"conversations/{others}")).Is(HttpStatusCode.NotFound);
        (await ann.PutAsync($"conversations/{others}/customer-rating", new { value = "like" }))
            .Is(HttpStatusCode.NotFound);
    }

    [Theory]
    [InlineData(null, 30 * 24)]
    [InlineData("PT1H", 1)]
    [InlineData("P400D", 400 * 24)]
    public async Task it_runs_out(string? expiresIn, int hours)
    {
        await using var centre = await TokenCentre.StartAsync();
        var conversation = await centre.OpenAsync("ann");
        var ann = centre.Host.As(await centre.TokenAsync(conversation, expiresIn));

        centre.Host.Clock.Advance(TimeSpan.FromHours(hours) - TimeSpan.FromSeconds(30));
        (await ann.GetAsync($"conversations/{conversation}")).Is(HttpStatusCode.OK);
        centre.Host.Clock.Advance(TimeSpan.FromSeconds(30));
        (await ann.GetAsync($"conversations/{conversation}")).Is(HttpStatusCode.Unauthorized);
    }

    [Theory]
    [InlineData("PT0S")]
    [InlineData("P401D")]
    [InlineData("P1M")]
    public async Task it_cannot_be_made_for_never_or_for_ever(string expiresIn)
    {
        await using var centre = await TokenCentre.StartAsync();
        var conversation = await centre.OpenAsync("ann");

        var answer = await centre.Host.Admin.PostAsync(
            $"conversations/{conversation}/customer-token", new { expiresIn });

        Assert.Equal(["expiresIn"], answer.Is(HttpStatusCode.UnprocessableEntity).BrokenFields);
    }

    [Fact]
    public async Task a_forged_one_is_refused_whichever_letter_was_changed()
    {
        await using var centre = await TokenCentre.StartAsync();
        var conversation = await centre.OpenAsync("ann");
        var token = await centre.TokenAsync(conversation);
        for (var i = "rgt_".Length; i < token.Length - 1; i++)
        {
            var forged = $"{token[..i]}{(token[i] == 'A' ? 'B' : 'A')}{token[(i + 1)..]}";
            (await centre.Host.As(forged).GetAsync($"conversations/{conversation}")).Is(HttpStatusCode.Unauthorized);
        }
    }

    [Fact]
    public async Task one_of_another_host_is_refused()
    {
        await using var centre = await TokenCentre.StartAsync();
        await using var other = await TokenCentre.StartAsync();
        var conversation = await centre.OpenAsync("ann");
        var foreign = other.Host.As(await other.TokenAsync(await other.OpenAsync("ann")));
        _ = await centre.TokenAsync(conversation);

        var answer = await centre.Host.As(await other.TokenAsync(await other.OpenAsync("bob")))
            .GetAsync($"conversations/{conversation}");

        answer.Is(HttpStatusCode.Unauthorized);
        (await foreign.GetAsync("conversations/none")).Is(HttpStatusCode.NotFound);
    }

    [Fact]
    public async Task it_outlives_one_change_of_the_signing_key_but_not_two()
    {
        await using var centre = await TokenCentre.StartAsync();
        var conversation = await centre.OpenAsync("ann");
        var ann = centre.Host.As(await centre.TokenAsync(conversation));

        await centre.Host.Admin.PostAsync("signing-keys/rotate");
        (await ann.GetAsync($"conversations/{conversation}")).Is(HttpStatusCode.OK);
        var newer = centre.Host.As(await centre.TokenAsync(conversation));
        await centre.Host.Admin.PostAsync("signing-keys/rotate");

        (await ann.GetAsync($"conversations/{conversation}")).Is(HttpStatusCode.Unauthorized);
        (await newer.GetAsync($"conversations/{conversation}")).Is(HttpStatusCode.OK);
    }

    private sealed class TokenCentre(ApiHost host) : IAsyncDisposable
    {
        private readonly Centre _centre = new(host);

        public ApiHost Host => host;

        public static async Task<TokenCentre> StartAsync()
        {
            var host = await ApiHost.StartAsync(null, "--RateLimits:PerAddressPerSecond", "10000");
            var centre = new TokenCentre(host);
            await centre._centre.ChannelAsync("web");
            return centre;
        }

        public Task<string> OpenAsync(string customer) => _centre.WriteAsync("web", customer);

        public async Task<string> TokenAsync(string conversation, string? expiresIn = null)
        {
            var made = await host.Admin.PostAsync($"conversations/{conversation}/customer-token", new { expiresIn });
            return made.Good.GetProperty("token").GetString()!;
        }

        public ValueTask DisposeAsync() => host.DisposeAsync();
    }
}
