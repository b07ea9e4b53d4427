namespace RatingGrains.Api.Host;

/// <summary>A host that the tests of a class share: the agent Anna, the channel <c>web</c>, one conversation that she
/// holds.</summary>
public sealed class QuietHost : IAsyncLifetime
{
    internal ApiHost Host { get; private set; } = null!;

    internal Centre Centre { get; private set; } = null!;

    internal ApiClient Anna { get; private set; } = null!;

    internal string Conversation { get; private set; } = null!;

    public async Task InitializeAsync()
    {
        Host = await ApiHost.StartAsync();
        Centre = new Centre(Host);
        Anna = await Centre.AgentAsync("anna", "support");
        await Centre.ChannelAsync("web", "anna");
        Conversation = await Centre.WriteAsync("web", "first");
        await Centre.AcceptAsync(Conversation, "anna");
    }

    public async Task DisposeAsync() => await Host.DisposeAsync();
}
