using System.Net;
using RatingGrains.Api.Host;

namespace RatingGrains.Api.Bitrix24;

/// <summary>Who is let in, and how often.</summary>
public sealed class When_somebody_knocks(Bitrix24Host world) : IClassFixture<Bitrix24Host>
{
    [Fact]
    public async Task without_a_proof_they_are_told_that_one_is_missing()
    {
        Is(401, "NO_AUTH_FOUND", await world.As(null).CallAsync("profile"));
        Is(401, "NO_AUTH_FOUND", await world.As("").CallAsync("profile"));
        Is(401, "invalid_token", await world.As("none of ours").CallAsync("profile"));
    }

    [Fact]
    public async Task a_webhook_is_its_number_and_its_code()
    {
        var key = (await world.Host.Admin.PostAsync("keys", new { role = "agent", subject = "anna", kind = "bitrix24" })).Good;
        var (id, code) = (key.GetProperty("id").GetString(), key.GetProperty("key").GetString()!);
        Assert.Matches("^[a-z0-9]{64}$", code);
        Assert.Equal(world.AnnasNumber, key.GetProperty("userNumber").GetInt64());
        Assert.Equal("anna", (await world.AsWebhook($"{world.AnnasNumber}/{code}").ResultAsync("profile")).GetProperty("NAME").GetString());

        Is(401, "INVALID_CREDENTIALS", await world.AsWebhook($"{world.BorissNumber}/{code}").CallAsync("profile"));
        Is(401, "INVALID_CREDENTIALS", await world.AsWebhook($"{world.AnnasNumber}/wrong").CallAsync("profile"));
        Is(401, "INVALID_CREDENTIALS", await world.AsWebhook($"{world.AnnasNumber}").CallAsync("profile"));

        (await world.Host.Admin.DeleteAsync($"keys/{id}")).Is(HttpStatusCode.NoContent);
        Is(401, "INVALID_CREDENTIALS", await world.AsWebhook($"{world.AnnasNumber}/{code}").CallAsync("profile"));
    }

    [Fact]
    public async Task a_key_that_is_no_webhooks_is_none_but_is_a_token()
    {
        var token = await world.TokenAsync(new { role = "agent", subject = "anna" });
        Is(401, "INVALID_CREDENTIALS", await world.AsWebhook($"{world.AnnasNumber}/{token}").CallAsync("profile"));
        Assert.Equal("anna", (await world.As(token).ResultAsync("profile")).GetProperty("NAME").GetString());
    }

    [Fact]
    public async Task a_token_that_ran_out_says_so_and_cannot_be_renewed()
    {
        await using var host = await ApiHost.StartAsync();
        using var http = new HttpClient { BaseAddress = host.Address };
        var made = await host.Admin.PostAsync(
            "keys", new { role = "agent", subject = "anna", expiresAt = host.Clock.GetUtcNow().AddMinutes(1).ToString("O") });
        var client = new RestClient(http, null, made.Good.GetProperty("key").GetString());
        Assert.Equal(HttpStatusCode.OK, (await client.CallAsync("profile")).Status);

        host.Clock.Advance(TimeSpan.FromMinutes(2));
        Is(401, "expired_token", await client.CallAsync("profile"));
        var renewed = await client.SendAsync(new HttpRequestMessage(HttpMethod.Post, "/oauth/token/"));
        Is(400, "invalid_grant", renewed);
    }

    [Fact]
    public async Task the_bucket_of_an_address_overflows_and_drains()
    {
        await using var host = await ApiHost.StartAsync(null, "--Bitrix24:Burst", "3", "--Bitrix24:DrainPerSecond", "0.1");
        using var http = new HttpClient { BaseAddress = host.Address };
        var client = new RestClient(http, null, ApiHost.AdminKey);
        for (var drop = 0; drop < 3; drop++)
            Assert.Equal(HttpStatusCode.OK, (await client.CallAsync("server.time")).Status);
        Is(503, "QUERY_LIMIT_EXCEEDED", await client.CallAsync("server.time"));

        host.Clock.Advance(TimeSpan.FromSeconds(11));
        Assert.Equal(HttpStatusCode.OK, (await client.CallAsync("server.time")).Status);
        Is(503, "QUERY_LIMIT_EXCEEDED", await client.CallAsync("server.time"));
    }

    [Fact]
    public async Task https_can_be_required()
    {
        await using var host = await ApiHost.StartAsync(null, "--Bitrix24:RequireHttps", "true");
        using var http = new HttpClient { BaseAddress = host.Address };
        Is(401, "INVALID_REQUEST", await new RestClient(http, null, ApiHost.AdminKey).CallAsync("server.time"));
    }

    [Fact]
    public async Task the_code_is_kept_as_its_hash_only()
    {
        var key = (await world.Host.Admin.PostAsync("keys", new { role = "viewer", subject = "hush", kind = "bitrix24" })).Good;
        Assert.DoesNotContain(key.GetProperty("key").GetString()!, await world.Host.FileTextAsync());
    }

    private static void Is(int status, string code, RestReply reply)
    {
        Assert.Equal(code, reply.Error);
        Assert.Equal((HttpStatusCode)status, reply.Status);
    }
}
