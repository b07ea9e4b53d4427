using System.Net;
using System.Net.Http.Headers;
using System.Net.Http.Json;
using System.Net.Sockets;
using System.Text.Json;
using Microsoft.AspNetCore.Builder;
using Microsoft.Extensions.Logging;
using RatingGrains.Silo.Hosting;

namespace RatingGrains.Hosting;

/// <summary>One silo as it is run for a first look, on ports of its own.</summary>
internal sealed class LocalHost : IAsyncDisposable
{
    private const string AdminKey = "an-admin-key-of-at-least-32-characters";

    private LocalHost(WebApplication app) => App = app;

    public WebApplication App { get; }

    /// <param name="settings">As <c>name=value</c>.</param>
    public static async Task<LocalHost> StartAsync(params string[] settings)
    {
        var app = SiloHost.Build(
            [
                "--urls", "http://127.0.0.1:0", "--Auth:AdminKey", AdminKey,
                "--RateLimits:PerAddressPerSecond", "1000", $"--Cluster:SiloPort={FreePort()}",
                // Stores are shared by silos of one name in one process.
                $"--Cluster:ClusterId={Guid.NewGuid():N}", .. settings,
            ],
            builder => builder.Logging.ClearProviders());
        await app.StartAsync();
        await SiloHost.EnsureKeyAsync(app);
        return new LocalHost(app);
    }

    /// <param name="key">Null: none; by default an admin's.</param>
    public HttpClient Client(string? key = AdminKey)
    {
        var client = new HttpClient(new SocketsHttpHandler { AllowAutoRedirect = false, UseCookies = false })
        {
            BaseAddress = new Uri(App.Urls.First()),
        };
        if (key is not null)
            client.DefaultRequestHeaders.Authorization = new AuthenticationHeaderValue("Bearer", key);
        return client;
    }

    public async Task<string> KeyAsync(string role)
    {
        using var admin = Client();
        using var made = await admin.PostAsJsonAsync("/api/v1/keys", new { role, subject = "somebody" });
        Assert.Equal(HttpStatusCode.Created, made.StatusCode);
        return (await made.Content.ReadFromJsonAsync<JsonElement>()).GetProperty("key").GetString()!;
    }

    public async ValueTask DisposeAsync() => await App.DisposeAsync();

    private static int FreePort()
    {
        using var listener = new TcpListener(IPAddress.Loopback, 0);
        listener.Start();
        return ((IPEndPoint)listener.LocalEndpoint).Port;
    }
}
