using System.Collections.Concurrent;
using System.Diagnostics.Metrics;
using System.Net;
using System.Net.Http.Json;
using RatingGrains.Contract;

namespace RatingGrains.Hosting;

public sealed class When_the_dashboard_is_opened : IAsyncLifetime
{
    private LocalHost _host = null!;

    public async Task InitializeAsync() => _host = await LocalHost.StartAsync();

    public async Task DisposeAsync() => await _host.DisposeAsync();

    [Theory]
    [InlineData("admin", HttpStatusCode.OK, HttpStatusCode.OK)]
    [InlineData("viewer", HttpStatusCode.OK, HttpStatusCode.Forbidden)]
    [InlineData("supervisor", HttpStatusCode.Forbidden, HttpStatusCode.Forbidden)]
    [InlineData("agent", HttpStatusCode.Forbidden, HttpStatusCode.Forbidden)]
    [InlineData("connector", HttpStatusCode.Forbidden, HttpStatusCode.Forbidden)]
    public async Task A_key_opens_what_its_role_may_see(string role, HttpStatusCode figures, HttpStatusCode reminders)
    {
        using var client = _host.Client(await _host.KeyAsync(role));
        Assert.Equal(figures, await StatusAsync(client, "/dashboard/ClusterStats"));
        Assert.Equal(figures, await StatusAsync(client, "/DASHBOARD/index.html"));
        Assert.Equal(reminders, await StatusAsync(client, "/dashboard/Reminders/1"));
        Assert.Equal(reminders, await StatusAsync(client, "/dashboard/reminders"));
    }

    [Theory]
    [InlineData("/dashboard")]
    [InlineData("/dashboard/")]
    [InlineData("/dashboard/index.min.js")]
    [InlineData("/Dashboard/ClusterStats")]
    [InlineData("/dashboard/Trace")]
    [InlineData("/dashboard/GrainState?grainId=conversations")]
    public async Task Without_a_key_nothing_opens(string path)
    {
        using var nobody = _host.Client(null);
        using var forged = _host.Client("rg_AAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA");
        Assert.Equal(HttpStatusCode.Unauthorized, await StatusAsync(nobody, path));
        Assert.Equal(HttpStatusCode.Unauthorized, await StatusAsync(forged, path));
    }

    [Theory]
    [InlineData("/dashboard/GrainState?grainId=conversations&grainType=RatingGrains.Silo.Grains.NumbersGrain", HttpStatusCode.NotFound)]
    [InlineData("/dashboard/grainstate", HttpStatusCode.NotFound)]
    [InlineData("/dashboard/Trace", HttpStatusCode.Forbidden)]
    public async Task What_grains_hold_and_what_is_logged_is_for_nobody(string path, HttpStatusCode status)
    {
        using var admin = _host.Client();
        Assert.Equal(status, await StatusAsync(admin, path));
    }

    /// <summary>One of them looks at every activation there is.</summary>
    [Fact]
    public async Task Its_counters_are_not_collected_whether_or_not_somebody_looks()
    {
        var instruments = new ConcurrentBag<Instrument>();
        using var listener = new MeterListener
        {
            InstrumentPublished = (instrument, _) =>
            {
                if (instrument.Name == "orleans-messaging-processing-activation-data")
                    instruments.Add(instrument);
            },
        };
        listener.Start();
        Assert.NotEmpty(instruments);
        // Other tests start hosts, which collect until they are up.
        await Eventually.BecomesTrue(() => instruments.All(instrument => !instrument.Enabled), "nobody collects");

        using var admin = _host.Client();
        Assert.Equal(HttpStatusCode.OK, await StatusAsync(admin, "/dashboard/DashboardCounters"));
    }

    [Fact]
    public async Task A_browser_shows_a_cookie_that_it_got_for_a_key_and_that_ends_with_the_key()
    {
        var (key, keyId) = await ViewerAsync();
        using var browser = _host.Client(null);
        using var asked = new HttpRequestMessage(HttpMethod.Get, "/dashboard/");
        asked.Headers.Accept.ParseAdd("text/html");
        using var form = await browser.SendAsync(asked);
        Assert.Equal(HttpStatusCode.Unauthorized, form.StatusCode);
        Assert.Contains("<form", await form.Content.ReadAsStringAsync(), StringComparison.Ordinal);

        using var refused = await SignInAsync(browser, "wrong");
        Assert.Equal(HttpStatusCode.Unauthorized, refused.StatusCode);
        using var given = await SignInAsync(browser, key);
        Assert.Equal(HttpStatusCode.SeeOther, given.StatusCode);
        var cookie = given.Headers.GetValues("Set-Cookie").Single();
        Assert.Contains("httponly", cookie, StringComparison.OrdinalIgnoreCase);
        Assert.Contains("samesite=strict", cookie, StringComparison.OrdinalIgnoreCase);
        Assert.DoesNotContain(key, cookie, StringComparison.Ordinal);

        var ticket = cookie[..cookie.IndexOf(';')];
        Assert.Equal(HttpStatusCode.OK, await StatusAsync(browser, "/dashboard/", ticket));
        Assert.Equal(HttpStatusCode.Forbidden, await StatusAsync(browser, "/dashboard/Reminders", ticket));
        Assert.Equal(HttpStatusCode.Unauthorized, await StatusAsync(browser, "/api/v1/agents", ticket));
        Assert.Equal(HttpStatusCode.Unauthorized, await StatusAsync(browser, "/dashboard/", ticket.Replace(keyId, "other", StringComparison.Ordinal)));
        using var admin = _host.Client();
        using var deleted = await admin.DeleteAsync($"/api/v1/keys/{keyId}");
        Assert.Equal(HttpStatusCode.Unauthorized, await StatusAsync(browser, "/dashboard/", ticket));
    }

    private async Task<(string Key, string Id)> ViewerAsync()
    {
        using var admin = _host.Client();
        using var made = await admin.PostAsJsonAsync("/api/v1/keys", new { role = "viewer", subject = "screen" });
        var body = await made.Content.ReadFromJsonAsync<System.Text.Json.JsonElement>();
        return (body.GetProperty("key").GetString()!, body.GetProperty("id").GetString()!);
    }

    private static Task<HttpResponseMessage> SignInAsync(HttpClient browser, string key) => browser.PostAsync(
        "/dashboard/sign-in", new FormUrlEncodedContent(new Dictionary<string, string> { ["key"] = key }));

    private static async Task<HttpStatusCode> StatusAsync(HttpClient client, string path, string? cookie = null)
    {
        using var request = new HttpRequestMessage(HttpMethod.Get, path);
        if (cookie is not null)
            request.Headers.Add("Cookie", cookie);
        using var response = await client.SendAsync(request);
        if (response.StatusCode != HttpStatusCode.MovedPermanently)
            return response.StatusCode;
        return await StatusAsync(client, response.Headers.Location!.ToString(), cookie);
    }
}
