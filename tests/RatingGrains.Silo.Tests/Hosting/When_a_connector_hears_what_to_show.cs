using System.Net.Http.Json;
using System.Text.Json;
using System.Threading.Channels;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Http;
using RatingGrains.Faults;
using RatingGrains.Silo.PostgreSql;

namespace RatingGrains.Hosting;

/// <summary>An application of Bitrix24's clients with a connector of its own, on a silo whose lanes are in PostgreSQL.
/// </summary>
[OnPostgreSql]
public sealed class When_a_connector_hears_what_to_show : IAsyncLifetime
{
    private static readonly TimeSpan Limit = TimeSpan.FromSeconds(30);

    private readonly Channel<IFormCollection> _told = Channel.CreateUnbounded<IFormCollection>();
    private SiloProcess _silo = null!;
    private HttpClient _admin = null!;
    private WebApplication _handler = null!;
    private string _token = null!;
    private string _line = null!;

    public async Task InitializeAsync()
    {
        var world = await PostgreSqlWorld.MakeAsync();
        _silo = new SiloProcess(
            "shop", world.ConnectionString, "--Bitrix24:Burst=1000", "--Webhooks:AllowHttp=true",
            "--Webhooks:AllowedNetworks:0=127.0.0.0/8");
        await _silo.StartAsync();
        _admin = new HttpClient { BaseAddress = _silo.Address, Timeout = Limit };
        _admin.DefaultRequestHeaders.Authorization = new("Bearer", SiloProcess.AdminKey);
        var builder = WebApplication.CreateEmptyBuilder(new WebApplicationOptions());
        builder.WebHost.UseKestrelCore().UseUrls("http://127.0.0.1:0");
        _handler = builder.Build();
        _handler.Run(async context => await _told.Writer.WriteAsync(await context.Request.ReadFormAsync()));
        await _handler.StartAsync();
    }

    public async Task DisposeAsync()
    {
        _admin?.Dispose();
        await (_handler?.DisposeAsync() ?? ValueTask.CompletedTask);
        await _silo.DisposeAsync();
    }

    [StoreFact]
    public async Task The_request_arrives_the_customers_1_rates_and_the_thanks_arrive()
    {
        await ConnectAsync();
        var session = await WriteAsync("m1", "Where is my parcel?");
        string? conversation = null;
        await Waiting.UntilAsync(
            async () =>
            {
                var rows = (await GetAsync($"conversations?q={session}")).GetProperty("items").EnumerateArray();
                conversation = rows.Select(row => row.GetProperty("id").GetString()).FirstOrDefault();
                return conversation is not null;
            },
            Limit, "the conversation is listed");
        var answer = new { agentId = "anna", text = "Here." };
        await SendAsync(HttpMethod.Post, $"conversations/{conversation}/messages", answer);
        await SendAsync(HttpMethod.Post, $"conversations/{conversation}/finish", null);

        Assert.Equal("[b]Anna:[/b] [br]Here.", (await ToldAsync())["data[MESSAGES][0][message][text]"]);
        var request = await ToldAsync();
        Assert.Contains("1", request["data[MESSAGES][0][message][text]"].ToString(), StringComparison.Ordinal);
        Assert.Equal($"{session}000003", request["data[MESSAGES][0][im][message_id]"]);
        Assert.Equal("42", request["data[MESSAGES][0][chat][id]"]);
        Assert.Equal(session, await WriteAsync("m2", "1"));
        Assert.Equal($"{session}000005", (await ToldAsync())["data[MESSAGES][0][im][message_id]"]);
        var rated = await GetAsync($"conversations/{conversation}");
        Assert.Equal("like", rated.GetProperty("customerRating").GetProperty("value").GetString());
    }

    private async Task ConnectAsync()
    {
        await SendAsync(HttpMethod.Put, "agents/anna", new { name = "Anna" });
        await SendAsync(HttpMethod.Put, "channels/shop", new { name = "Shop", agents = new[] { "anna" } });
        var key = await SendAsync(
            HttpMethod.Post, "keys", new { role = "connector", subject = "shopchat", channels = new[] { "shop" } });
        _token = key.GetProperty("key").GetString()!;
        await Waiting.UntilAsync(
            async () =>
                await CallAsync("imopenlines.config.list.get", new { auth = SiloProcess.AdminKey }) is var lines
                && lines.GetArrayLength() > 0 && (_line = lines[0].GetProperty("ID").GetString()!).Length > 0,
            Limit, "the line is there");
        var (icon, page) = (new { DATA_IMAGE = "data:," }, "https://shop.example");
        await CallAsync(
            "imconnector.register",
            new { auth = _token, ID = "shopchat", NAME = "Shop", ICON = icon, PLACEMENT_HANDLER = page });
        await CallAsync(
            "imconnector.activate", new { auth = _token, CONNECTOR = "shopchat", LINE = _line, ACTIVE = 1 });
        await CallAsync(
            "event.bind", new { auth = _token, @event = "OnImConnectorMessageAdd", handler = _handler.Urls.Single() });
    }

    /// <returns>The session's number.</returns>
    private async Task<string> WriteAsync(string id, string text)
    {
        var message = new { user = new { id = "42" }, chat = new { id = "42" }, message = new { id, text } };
        var sent = await CallAsync(
            "imconnector.send.messages",
            new { auth = _token, CONNECTOR = "shopchat", LINE = _line, MESSAGES = new[] { message } });
        return sent.GetProperty("DATA").GetProperty("RESULT")[0].GetProperty("session").GetProperty("ID").GetString()!;
    }

    private async Task<IFormCollection> ToldAsync()
    {
        using var limit = new CancellationTokenSource(Limit);
        return await _told.Reader.ReadAsync(limit.Token);
    }

    private async Task<JsonElement> CallAsync(string method, object parameters)
    {
        using var answer = await _admin.PostAsJsonAsync($"/rest/{method}", parameters);
        var body = await answer.Content.ReadFromJsonAsync<JsonElement>();
        Assert.True(answer.IsSuccessStatusCode, $"{method}: {body}");
        return body.GetProperty("result");
    }

    private Task<JsonElement> GetAsync(string path) => SendAsync(HttpMethod.Get, path, null);

    private async Task<JsonElement> SendAsync(HttpMethod method, string path, object? body)
    {
        using var request = new HttpRequestMessage(method, "/api/v1/" + path);
        request.Content = body is null ? null : JsonContent.Create(body, body.GetType());
        using var answer = await _admin.SendAsync(request);
        Assert.True(answer.IsSuccessStatusCode, $"{path}: {await answer.Content.ReadAsStringAsync()}");
        return await answer.Content.ReadFromJsonAsync<JsonElement>();
    }
}
