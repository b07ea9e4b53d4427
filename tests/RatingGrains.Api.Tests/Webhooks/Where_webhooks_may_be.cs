using System.Net;
using System.Text.Json;
using RatingGrains.Api.Host;
using RatingGrains.Connectors.Webhooks;

namespace RatingGrains.Api.Webhooks;

public sealed class Where_webhooks_may_be
{
    [Theory]
    [InlineData("0.0.0.0")]
    [InlineData("10.1.2.3")]
    [InlineData("100.64.0.1")]
    [InlineData("100.100.100.200")]
    [InlineData("127.0.0.1")]
    [InlineData("127.255.255.254")]
    [InlineData("168.63.129.16")]
    [InlineData("169.254.169.254")]
    [InlineData("172.31.255.255")]
    [InlineData("192.0.0.192")]
    [InlineData("192.0.2.7")]
    [InlineData("192.168.1.1")]
    [InlineData("198.19.0.1")]
    [InlineData("224.0.0.1")]
    [InlineData("255.255.255.255")]
    [InlineData("::")]
    [InlineData("::1")]
    [InlineData("::ffff:127.0.0.1")]
    [InlineData("::ffff:192.168.1.1")]
    [InlineData("::127.0.0.1")]
    [InlineData("64:ff9b::a00:1")]
    [InlineData("100::1")]
    [InlineData("2001::1")]
    [InlineData("2001:db8::1")]
    [InlineData("2002:7f00:1::1")]
    [InlineData("fc00::1")]
    [InlineData("fd00:ec2::254")]
    [InlineData("fe80::1")]
    [InlineData("fec0::1")]
    [InlineData("ff02::1")]
    public void not_at_an_address_inside(string address) => Assert.False(PublicInternet.Has(IPAddress.Parse(address)));

    [Theory]
    [InlineData("8.8.8.8")]
    [InlineData("100.63.255.255")]
    [InlineData("172.32.0.1")]
    [InlineData("::ffff:8.8.8.8")]
    [InlineData("2606:4700:4700::1111")]
    public void at_any_other(string address) => Assert.True(PublicInternet.Has(IPAddress.Parse(address)));

    [Fact]
    public async Task a_name_that_leads_inside_is_not_called()
    {
        await using var inside = await Receiver.StartAsync();
        await using var host = await ApiHost.StartAsync(null, "Webhooks:AllowHttp=true");

        var tested = await TestAsync(host, $"http://localhost:{inside.Port}/");

        Assert.Equal("The address is not on the public internet.", tested.GetProperty("error").GetString());
        Assert.Equal(JsonValueKind.Null, tested.GetProperty("status").ValueKind);
        Assert.Empty(inside.Got);
    }

    [Fact]
    public async Task a_network_that_is_allowed_may_be_called_and_no_other_and_no_redirect_is_followed()
    {
        await using var inside = await Receiver.StartAsync();
        await using var host = await ApiHost.StartAsync(
            null, "Webhooks:AllowHttp=true", "Webhooks:AllowedNetworks:0=127.0.0.1/32");
        Assert.True((await TestAsync(host, $"http://localhost:{inside.Port}/")).GetProperty("delivered").GetBoolean());
        var beside = new { url = $"http://127.0.0.2:{inside.Port}/", events = new[] { "*" } };
        (await host.Admin.PostAsync("webhooks", beside)).Is(HttpStatusCode.UnprocessableEntity);

        inside.Answer = (_, context) =>
        {
            context.Response.StatusCode = 307;
            context.Response.Headers.Location = $"http://127.0.0.1:{inside.Port}/elsewhere";
            return Task.CompletedTask;
        };
        var redirected = await TestAsync(host, inside.Address);
        Assert.False(redirected.GetProperty("delivered").GetBoolean());
        Assert.Equal(307, redirected.GetProperty("status").GetInt32());
        Assert.Equal(2, inside.Got.Count);
    }

    [Fact]
    public async Task without_a_setting_not_without_tls()
    {
        await using var host = await ApiHost.StartAsync();

        var answer = await host.Admin.PostAsync("webhooks", new { url = "http://crm.example/", events = new[] { "*" } });

        Assert.Equal(["url"], answer.Is(HttpStatusCode.UnprocessableEntity).BrokenFields);
    }

    private static async Task<JsonElement> TestAsync(ApiHost host, string url)
    {
        var made = (await host.Admin.PostAsync("webhooks", new { url, events = new[] { "*" } })).Good;
        return (await host.Admin.PostAsync($"webhooks/{made.GetProperty("id").GetString()}/test")).Good;
    }
}
