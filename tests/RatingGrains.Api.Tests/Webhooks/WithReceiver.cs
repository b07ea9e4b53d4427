using RatingGrains.Api.Host;

namespace RatingGrains.Api.Webhooks;

/// <summary>A host, and one receiver that webhooks can be told to.</summary>
public abstract class WithReceiver : IAsyncLifetime
{
    private protected WebhookHost Host { get; private set; } = null!;

    private protected Receiver Crm { get; private set; } = null!;

    public async Task InitializeAsync()
    {
        Host = await WebhookHost.StartAsync();
        Crm = await Host.ReceiverAsync();
    }

    public async Task DisposeAsync() => await Host.DisposeAsync();
}
