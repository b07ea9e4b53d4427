using System.Globalization;
using RatingGrains.Api.Host;

namespace RatingGrains.Api.Access;

/// <summary>The people of the table and their keys, and a conversation for each call.</summary>
public sealed class AccessWorld : IAsyncLifetime
{
    internal const string Origin = "https://shop.example";
    private readonly Dictionary<string, ApiClient> _clients = [];
    private ApiHost _host = null!;
    private Centre _centre = null!;
    private int _customers;

    internal IServiceProvider Services => _host.Services;

    public async Task InitializeAsync()
    {
        _host = await ApiHost.StartAsync(null, "--RateLimits:PerAddressPerSecond", "100000");
        _centre = new Centre(_host);
        _clients["adm"] = _host.Admin;
        _clients["non"] = _host.Nobody;
        foreach (var (caller, agent, team) in new[]
                 { ("ann", "anna", "support"), ("car", "carl", "sales"), ("eve", "eve", "other") })
        {
            _clients[caller] = await _centre.AgentAsync(agent, team);
        }
        await _centre.ChannelAsync(
            "web", new { name = "Web", agents = new[] { "anna", "carl" }, origins = new[] { Origin } });
        await _centre.ChannelAsync("mail", "eve");
        _clients["bos"] = await _host.KeyAsync(new { role = "supervisor", subject = "boss" });
        _clients["led"] = await _host.KeyAsync(new { role = "supervisor", subject = "lead", team = "support" });
        _clients["riv"] = await _host.KeyAsync(new { role = "supervisor", subject = "rival", team = "other" });
        _clients["wir"] = await ConnectorAsync("web");
        _clients["ali"] = await ConnectorAsync("mail");
        _clients["vie"] = await _host.KeyAsync(new { role = "viewer", subject = "view" });
        _clients["bob"] = await CustomerAsync(await _centre.HeldAsync("web", "bob", "anna"));
        var guest = await _host.Nobody.SendAsync(
            HttpMethod.Post, "channels/web/visitors", null, ("Origin", Origin));
        _clients["gue"] = _host.As(guest.Good.GetProperty("token").GetString());
    }

    public async Task DisposeAsync() => await _host.DisposeAsync();

    /// <summary>What the route answers to the caller, in a situation of its own.</summary>
    internal async Task<int> CallAsync(AccessRow row, string caller)
    {
        var conversation = await ArrangeAsync(row.Situation);
        var path = row.Path
            .Replace("{id}", conversation ?? "0").Replace("{agentId}", "anna").Replace("{channelId}", "web")
            .Replace("{webhookId}", "0").Replace("{deliveryId}", "0.1.0")
            .Replace("{documentName}", "v1");
        if (path.Contains("{eventId}"))
        {
            var sent = await CustomerEvents.RequestAsync(_host, "web", conversation!);
            path = path.Replace("{eventId}", sent.ToString(CultureInfo.InvariantCulture));
        }
        var client = caller == "cus"
            ? await CustomerAsync(conversation ?? await ArrangeAsync(Situation.Held))
            : _clients[caller];
        using var answer = await client.OpenAsync(
            new HttpMethod(row.Method), path, RequestBodies.For(row), ("Origin", Origin));
        return (int)answer.StatusCode;
    }

    private async Task<string?> ArrangeAsync(Situation situation)
    {
        var customer = $"c{Interlocked.Increment(ref _customers)}";
        if (situation == Situation.None)
            return null;
        if (situation == Situation.Asked)
            return await _centre.HeldAsync("web", customer, "anna");
        var conversation = await _centre.WriteAsync("web", customer);
        if (situation == Situation.Held)
            await _centre.AcceptAsync(conversation, "anna");
        return conversation;
    }

    private Task<ApiClient> ConnectorAsync(string channel) =>
        _host.KeyAsync(new { role = "connector", subject = $"wire-{channel}", channels = new[] { channel } });

    private async Task<ApiClient> CustomerAsync(string? conversation)
    {
        var token = (await _host.Admin.PostAsync($"conversations/{conversation}/customer-token")).Good;
        return _host.As(token.GetProperty("token").GetString());
    }
}
