using System.Net;
using Microsoft.Extensions.DependencyInjection;
using RatingGrains.Api.Host;
using RatingGrains.Ports;

namespace RatingGrains.Api.Keys;

public sealed class When_admin_keys_are_deleted_at_once
{
    [Fact]
    public async Task one_is_left()
    {
        await using var host = await ApiHost.StartAsync();
        const int more = 7;
        for (var i = 0; i < more; i++)
            _ = await host.KeyAsync(new { role = "admin", subject = $"admin {i}" });
        var keys = (await host.Admin.GetAsync("keys")).Items.Select(key => key.GetProperty("id").GetString()).ToArray();
        Assert.Equal(more + 1, keys.Length);
        var store = host.Services.GetRequiredService<IKeyStore>();

        // Asked of the store itself, because a key that is gone could not ask for the next.
        var deleted = await Task.WhenAll(keys.Select(
            id => store.DeleteUnlessLastAdminAsync(id!, host.Clock.GetUtcNow(), CancellationToken.None)));

        Assert.Equal(more, deleted.Count(done => done == KeyDeletion.Deleted));
        Assert.Equal(1, deleted.Count(done => done == KeyDeletion.LastAdmin));
        Assert.Equal(ApiRole.Admin, Assert.Single(store.All).Role);
    }

    [Fact]
    public async Task the_last_one_is_refused_and_others_go()
    {
        await using var host = await ApiHost.StartAsync();
        var viewer = (await host.Admin.PostAsync("keys", new { role = "viewer", subject = "wall" })).Good;

        (await host.Admin.DeleteAsync($"keys/{viewer.GetProperty("id").GetString()}")).Is(HttpStatusCode.NoContent);
        var last = Assert.Single((await host.Admin.GetAsync("keys")).Items).GetProperty("id").GetString();
        (await host.Admin.DeleteAsync($"keys/{last}")).Is(HttpStatusCode.Conflict);
        (await host.Admin.DeleteAsync("keys/unknown")).Is(HttpStatusCode.NotFound);
    }
}
