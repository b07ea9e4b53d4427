using System.Net;
using RatingGrains.Api.Host;

namespace RatingGrains.Api.Keys;

public sealed class When_a_key_is_used(QuietHost quiet) : IClassFixture<QuietHost>
{
    [Theory]
    [InlineData(null)]
    [InlineData("")]
    [InlineData("rg_0000000000000000000000000000000000000000000")]
    [InlineData("rgt_AAAA")]
    [InlineData("rgt_!!!!")]
    public async Task one_that_is_none_is_refused(string? key)
    {
        var answer = await quiet.Host.As(key).GetAsync("agents");

        Assert.Equal("unauthorized", answer.Is(HttpStatusCode.Unauthorized).Code);
        Assert.Equal("Bearer", answer.Message.Headers.WwwAuthenticate.Single().Scheme);
    }

    [Fact]
    public async Task it_has_256_bits_and_is_shown_once()
    {
        var made = (await quiet.Host.Admin.PostAsync("keys", new { role = "viewer", subject = "wall" })).Good;
        var (id, key) = (made.GetProperty("id").GetString()!, made.GetProperty("key").GetString()!);

        var listed = (await quiet.Host.Admin.GetAsync("keys?limit=200")).Good;

        Assert.True(key.Length >= 43);
        Assert.Contains(id, listed.ToString());
        Assert.DoesNotContain(key, listed.ToString());
    }

    [Fact]
    public async Task its_last_use_is_seen()
    {
        var made = (await quiet.Host.Admin.PostAsync("keys", new { role = "viewer", subject = "seen" })).Good;
        var before = await FindAsync("seen");
        _ = (await quiet.Host.As(made.GetProperty("key").GetString()).GetAsync("agents")).Good;
        var after = await FindAsync("seen");

        Assert.Null(before.LastUsedAt);
        Assert.NotNull(after.LastUsedAt);
    }

    [Fact]
    public async Task a_deleted_one_stops_at_once()
    {
        var made = (await quiet.Host.Admin.PostAsync("keys", new { role = "viewer", subject = "gone" })).Good;
        var client = quiet.Host.As(made.GetProperty("key").GetString());
        (await client.GetAsync("agents")).Is(HttpStatusCode.OK);

        (await quiet.Host.Admin.DeleteAsync($"keys/{made.GetProperty("id").GetString()}")).Is(HttpStatusCode.NoContent);

        (await client.GetAsync("agents")).Is(HttpStatusCode.Unauthorized);
        (await quiet.Host.Admin.DeleteAsync($"keys/{made.GetProperty("id").GetString()}")).Is(HttpStatusCode.NotFound);
    }

    [Fact]
    public async Task an_expired_one_is_refused()
    {
        await using var host = await ApiHost.StartAsync();
        var expiresAt = host.Clock.GetUtcNow().AddHours(1);
        var viewer = await host.KeyAsync(new { role = "viewer", subject = "short", expiresAt });
        (await viewer.GetAsync("agents")).Is(HttpStatusCode.OK);

        host.Clock.Advance(TimeSpan.FromHours(1));

        (await viewer.GetAsync("agents")).Is(HttpStatusCode.Unauthorized);
    }

    [Fact]
    public async Task the_last_admin_key_cannot_be_deleted()
    {
        await using var host = await ApiHost.StartAsync();
        var admin = (await host.Admin.GetAsync("keys")).Items.Single();
        var path = $"keys/{admin.GetProperty("id").GetString()}";

        Assert.Equal("lastAdminKey", (await host.Admin.DeleteAsync(path)).Is(HttpStatusCode.Conflict).Code);

        var second = await host.KeyAsync(new { role = "admin", subject = "second" });
        (await second.DeleteAsync(path)).Is(HttpStatusCode.NoContent);
        (await host.Admin.GetAsync("keys")).Is(HttpStatusCode.Unauthorized);
    }

    [Theory]
    [InlineData("""{"role":"king","subject":"x"}""", "role")]
    [InlineData("""{"role":"agent","subject":"not an id"}""", "subject")]
    [InlineData("""{"role":"viewer","subject":""}""", "subject")]
    [InlineData("""{"role":"agent","subject":"anna","channels":["web"]}""", "channels")]
    [InlineData("""{"role":"viewer","subject":"x","expiresAt":"2001-01-01T00:00:00Z"}""", "expiresAt")]
    [InlineData("""{"role":"viewer","subject":"x","team":"a b"}""", "team")]
    [InlineData("""{"role":"viewer","subject":"x","rights":{"list":"all"}}""", "rights.list")]
    public async Task what_would_make_no_sense_is_refused(string request, string field)
    {
        var answer = await quiet.Host.Admin.SendAsync(HttpMethod.Post, "keys", new StringContent(request));

        Assert.Equal([field], answer.Is(HttpStatusCode.UnprocessableEntity).BrokenFields);
    }

    [Fact]
    public async Task all_are_listed_page_by_page()
    {
        await using var host = await ApiHost.StartAsync();
        for (var i = 0; i < 4; i++)
            _ = await host.KeyAsync(new { role = "viewer", subject = $"v{i}" });

        var subjects = new List<string?>();
        for (string? cursor = ""; cursor is not null;)
        {
            var page = await host.Admin.GetAsync($"keys?limit=2{(cursor.Length == 0 ? "" : $"&cursor={cursor}")}");
            subjects.AddRange(page.Items.Select(key => key.GetProperty("subject").GetString()));
            cursor = page.NextCursor;
        }

        Assert.Equal(["admin", "v0", "v1", "v2", "v3"], subjects);
    }

    [Theory]
    [InlineData("limit=0")]
    [InlineData("limit=201")]
    [InlineData("limit=many")]
    [InlineData("cursor=!")]
    public async Task a_page_that_is_none_is_refused(string query) =>
        (await quiet.Host.Admin.GetAsync($"keys?{query}")).Is(HttpStatusCode.UnprocessableEntity);

    private async Task<(string? LastUsedAt, string Subject)> FindAsync(string subject)
    {
        var keys = (await quiet.Host.Admin.GetAsync("keys?limit=200")).Items;
        var key = keys.Single(key => key.GetProperty("subject").GetString() == subject);
        return (key.GetProperty("lastUsedAt").GetString(), subject);
    }
}
