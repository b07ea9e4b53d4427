using System.Text.Json;

namespace RatingGrains.Api.Host;

/// <summary>The whole host with the channel <c>web</c> and its agent Anna, and receivers on this machine that may be
/// told.</summary>
internal sealed class WebhookHost : IAsyncDisposable
{
    private static readonly string[] Settings =
    [
        "Webhooks:AllowHttp=true", "Webhooks:AllowedNetworks:0=127.0.0.0/8", "Webhooks:LookEvery=00:00:00.05",
        "Webhooks:Timeout=00:00:05",
    ];

    private readonly List<Receiver> _receivers = [];

    private WebhookHost(ApiHost host) => (Host, Centre) = (host, new Centre(host));

    public ApiHost Host { get; private set; }

    public Centre Centre { get; private set; }

    public static async Task<WebhookHost> StartAsync(params string[] settings)
    {
        var host = new WebhookHost(await ApiHost.StartAsync(null, [.. Settings, .. settings]));
        await host.Centre.AgentAsync("anna", "support");
        await host.Centre.ChannelAsync("web", "anna");
        return host;
    }

    public async Task<Receiver> ReceiverAsync()
    {
        var receiver = await Receiver.StartAsync();
        _receivers.Add(receiver);
        return receiver;
    }

    /// <summary>Has the receiver told of these events.</summary>
    public async Task<(string Id, string Secret)> SubscribeAsync(Receiver receiver, params string[] events) =>
        await SubscribeAsync(new { url = receiver.Address, events });

    public async Task<(string Id, string Secret)> SubscribeAsync(object request)
    {
        var made = (await Host.Admin.PostAsync("webhooks", request)).Good;
        return (made.GetProperty("id").GetString()!, made.GetProperty("secret").GetString()!);
    }

    public async Task<JsonElement> WebhookAsync(string id) => (await Host.Admin.GetAsync($"webhooks/{id}")).Good;

    public async Task<JsonElement[]> DeliveriesAsync(string id, string query = "") =>
        (await Host.Admin.GetAsync($"webhooks/{id}/deliveries{query}")).Items;

    /// <summary>How often something was sent to the webhook, or tried to.</summary>
    public async Task<int> AttemptsAsync(string id) =>
        (await DeliveriesAsync(id)).Sum(one => one.GetProperty("attempts").GetInt32());

    /// <summary>Waits until all deliveries of the webhook are in this state, so many of them.</summary>
    public Task AreAsync(string id, string state, int count) => Eventually.HoldsAsync(
        async () => (await DeliveriesAsync(id)) is var all && all.Length == count
            && all.All(one => one.GetProperty("state").GetString() == state));

    public async Task RestartAsync()
    {
        Host = await Host.RestartAsync();
        Centre = new Centre(Host);
    }

    public async ValueTask DisposeAsync()
    {
        // Receivers first: none may hold up the end of the host.
        foreach (var receiver in _receivers)
            await receiver.DisposeAsync();
        await Host.DisposeAsync();
    }
}
