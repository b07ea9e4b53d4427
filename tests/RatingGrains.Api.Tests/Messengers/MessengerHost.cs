using System.Net;
using System.Text;
using System.Text.Json;
using Microsoft.Extensions.DependencyInjection;
using RatingGrains.Api.Host;

namespace RatingGrains.Api.Messengers;

/// <summary>The whole host with its channel <c>shop</c> connected to a stand-in of one messenger, and its agent Anna.
/// </summary>
internal sealed class MessengerHost : IAsyncDisposable
{
    private readonly TestedMessenger _messenger;
    private int _number;

    private MessengerHost(ApiHost host, ApiStandIn api, TestedMessenger messenger) =>
        (Host, Api, _messenger) = (host, api, messenger);

    public ApiHost Host { get; }

    public ApiStandIn Api { get; }

    public static async Task<MessengerHost> StartAsync(
        TestedMessenger messenger, Action<IServiceCollection>? services = null)
    {
        var api = await ApiStandIn.StartAsync(messenger);
        var host = await ApiHost.StartAsync(services, $"{messenger.Section}:ApiBaseAddress={api.Address}");
        await new Centre(host).AgentAsync("anna");
        var started = new MessengerHost(host, api, messenger);
        await started.ConfigureAsync(new { });
        return started;
    }

    /// <summary>The channel with the messenger's settings, and more beside them.</summary>
    public async Task ConfigureAsync(object more)
    {
        var settings = new Dictionary<string, object?> { ["name"] = "Shop", ["agents"] = new[] { "anna" } };
        settings["rating"] = new { window = "P3D" };
        foreach (var part in new[] { _messenger.Settings, more })
        {
            foreach (var field in JsonSerializer.SerializeToElement(part).EnumerateObject())
                settings[field.Name] = field.Value;
        }
        _ = (await Host.Admin.PutAsync("channels/shop", settings)).Good;
    }

    public Task SayAsync(string text) => DeliverAsync(_messenger.Says(Interlocked.Increment(ref _number), text));

    public Task TapAsync(string button) => DeliverAsync(_messenger.Taps(Interlocked.Increment(ref _number), button));

    /// <summary>Delivers what the messenger would, with its proof.</summary>
    public async Task DeliverAsync(string body) => (await PostAsync(_messenger.Sign(body))).Is(HttpStatusCode.OK);

    public Task<Answer> PostAsync(HookPost post, string channel = "shop")
    {
        List<(string, string)> headers = [.. post.Headers];
        // A refusal that comes while most of the body is still to be sent may be lost with the connection.
        if (post.Body.Length > 1024 * 1024)
            headers.Add(("Expect", "100-continue"));
        return Host.Nobody.SendAsync(
            HttpMethod.Post, $"/hooks/{channel}/{_messenger.Kind}",
            new StringContent(post.Body, Encoding.UTF8, "application/json"), [.. headers]);
    }

    /// <summary>The conversation that the customer's first words open.</summary>
    public async Task<string> OpenedAsync()
    {
        await SayAsync("Where is my parcel?");
        return (await ConversationsAsync())[^1];
    }

    /// <summary>A conversation that is answered and finished, and the prompt that asks for its rating.</summary>
    public async Task<(string Id, ApiCall Prompt)> AskedAsync()
    {
        var id = await OpenedAsync();
        await AnswerAsync(id);
        await FinishAsync(id);
        return (id, await SentAsync(2));
    }

    public Task AnswerAsync(string id, string text = "It comes tomorrow.") =>
        DoAsync($"conversations/{id}/messages", new { agentId = "anna", text });

    public Task FinishAsync(string id) => DoAsync($"conversations/{id}/finish");

    public async Task DoAsync(string path, object? body = null) => _ = (await Host.Admin.PostAsync(path, body)).Good;

    public async Task<JsonElement> ConversationAsync(string id) =>
        (await Host.Admin.GetAsync($"conversations/{id}")).Good;

    /// <summary>The value that counts; null where there is none.</summary>
    public async Task<string?> RatingAsync(string id)
    {
        var rating = (await ConversationAsync(id)).GetProperty("customerRating");
        return rating.ValueKind == JsonValueKind.Null ? null : rating.GetProperty("value").GetString();
    }

    public async Task<(string? State, string? Reason)> RequestAsync(string id)
    {
        var request = (await ConversationAsync(id)).GetProperty("ratingRequest");
        return (request.GetProperty("state").GetString(), request.GetProperty("reason").GetString());
    }

    /// <summary>The ids of all conversations, oldest first.</summary>
    public async Task<string[]> ConversationsAsync() =>
        [.. (await ItemsAsync("conversations?sort=openedAt&limit=200")).Select(row => row.GetProperty("id").GetString()!)];

    public async Task<JsonElement[]> ItemsAsync(string path) => (await Host.Admin.GetAsync(path)).Items;

    /// <summary>Waits until the customer has been sent this many messages, and gives the last one.</summary>
    public async Task<ApiCall> SentAsync(int count)
    {
        await Eventually.HoldsAsync(() => Api.Sent.Count >= count);
        Assert.Equal(count, Api.Sent.Count);
        return Api.Sent[^1];
    }

    public async ValueTask DisposeAsync()
    {
        await Host.DisposeAsync();
        await Api.DisposeAsync();
    }
}
