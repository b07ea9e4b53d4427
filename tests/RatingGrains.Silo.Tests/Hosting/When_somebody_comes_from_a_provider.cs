using System.Net;
using System.Net.Http.Json;
using System.Text.Json;
using RatingGrains.Api.Host;

namespace RatingGrains.Hosting;

public sealed class When_somebody_comes_from_a_provider
{
    [Fact]
    public async Task A_silo_takes_its_tokens_too()
    {
        await using var provider = await SignInProvider.StartAsync();
        await using var host = await LocalHost.StartAsync(provider.Settings);
        using var olga = host.Client(provider.Token("olga"));
        using var forged = host.Client(provider.Token("olga", audience: "others"));

        var me = await olga.GetFromJsonAsync<JsonElement>("/api/v1/me");
        using var refused = await forged.GetAsync("/api/v1/me");

        Assert.Equal("supervisor", me.GetProperty("role").GetString());
        Assert.Equal("olga", me.GetProperty("subject").GetString());
        Assert.Equal(HttpStatusCode.Unauthorized, refused.StatusCode);
    }
}
