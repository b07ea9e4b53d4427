using System.Net.Http.Headers;
using System.Net.Http.Json;
using System.Text.Json;
using Microsoft.AspNetCore.Builder;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;
using RatingGrains.Silo.Hosting;
using RatingGrains.Silo.PostgreSql;

namespace RatingGrains.AzureTables;

/// <summary>A whole silo as it is run: members, reminders and grains on Azurite, the read side on PostgreSQL.</summary>
internal sealed class TableSilo : IAsyncDisposable
{
    private const string AdminKey = "an-admin-key-of-at-least-32-characters";

    private readonly WebApplication _app;
    private readonly HttpClient _http;

    private TableSilo(WebApplication app)
    {
        _app = app;
        _http = new HttpClient { BaseAddress = new Uri(app.Urls.First()) };
        _http.DefaultRequestHeaders.Authorization = new AuthenticationHeaderValue("Bearer", AdminKey);
    }

    /// <param name="database">How PostgreSQL is reached.</param>
    public static async Task<TableSilo> StartAsync(string cluster, string database)
    {
        var app = SiloHost.Build(
            [
                "--urls", "http://127.0.0.1:0", "--Auth:AdminKey", AdminKey, "--Cluster:Provider=AzureStorage",
                $"--Cluster:AzureStorage:ConnectionString={await AzuriteServer.ConnectionStringAsync()}",
                $"--Cluster:ConnectionString={database}", $"--Cluster:SecretKey={Convert.ToBase64String(new byte[32])}",
                $"--Cluster:ClusterId={cluster}", $"--Cluster:SiloPort={FreePort.Take()}", "--Cluster:AdvertisedAddress=127.0.0.1",
            ],
            builder => builder.Logging.ClearProviders());
        await app.StartAsync();
        await SiloHost.EnsureKeyAsync(app);
        return new TableSilo(app);
    }

    public async Task<int> MembersAsync()
    {
        var hosts = await _app.Services.GetRequiredService<IGrainFactory>().GetGrain<IManagementGrain>(0).GetHosts(true);
        return hosts.Count(host => host.Value == SiloStatus.Active);
    }

    public Task<JsonElement> GetAsync(string path) => ReadAsync(_http.GetAsync($"/api/v1/{path}"));

    public Task<JsonElement> PutAsync(string path, object body) => ReadAsync(_http.PutAsJsonAsync($"/api/v1/{path}", body));

    public Task<JsonElement> PostAsync(string path, object body) => ReadAsync(_http.PostAsJsonAsync($"/api/v1/{path}", body));

    public async Task<int> CountAsync(string list) => (await GetAsync(list)).GetProperty("items").GetArrayLength();

    public async ValueTask DisposeAsync()
    {
        _http.Dispose();
        await _app.StopAsync();
        await _app.DisposeAsync();
    }

    private static async Task<JsonElement> ReadAsync(Task<HttpResponseMessage> call)
    {
        using var response = await call;
        var text = await response.Content.ReadAsStringAsync();
        Assert.True(response.IsSuccessStatusCode, $"{response.StatusCode}: {text}");
        return JsonSerializer.Deserialize<JsonElement>(text);
    }
}
