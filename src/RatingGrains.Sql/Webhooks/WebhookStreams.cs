using RatingGrains.Ports;
using RatingGrains.Webhooks;

namespace RatingGrains.Sql.Webhooks;

/// <summary>The streams that say that there is something to send.</summary>
public static class WebhookStreams
{
    public static string Of(WebhookId id) => "webhook/" + id.Value;
}

internal sealed class WebhookBell(IStreamPulse pulse) : IWebhookBell
{
    public Task Next => pulse.Next;

    public void Dispose() => pulse.Dispose();
}
