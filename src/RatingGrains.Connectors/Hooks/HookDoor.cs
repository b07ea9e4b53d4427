using System.Diagnostics.CodeAnalysis;
using System.Security.Cryptography;
using System.Text.Json;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.Logging;
using RatingGrains.Channels;
using RatingGrains.Ports;

namespace RatingGrains.Connectors.Hooks;

/// <summary>Lets in what proves to come from the messenger that the channel is connected to.</summary>
internal sealed partial class HookDoor(
    IDirectory directory, ISecretBox secrets, TimeProvider clock, ILogger<HookDoor> logger)
{
    public async Task<HookDelivery<TSettings>> OpenAsync<TSettings>(
        HookKind<TSettings> kind, string channelId, HttpContext context, CancellationToken cancellationToken)
        where TSettings : class
    {
        if (!TryFind(kind.SettingsOf, channelId, out var channel, out var settings))
            return new(HookProblems.ChannelUnknown(context));
        var (bytes, problem) = await HookBody.ReadAsync(context, cancellationToken);
        if (bytes is null)
            return new(problem!);
        if (!TryOpen(channel, kind.SecretOf(settings), out var secret))
            return new(HookProblems.Unavailable(context));
        if (!kind.IsProof(context.Request, bytes, secret, clock.GetUtcNow()))
            return new(HookProblems.Unauthorized(context));
        return Parse(bytes) is { } document
            ? new(channel, settings, document)
            : new(HookProblems.NotJson(context));
    }

    /// <summary>False where there is no such channel, or it is not connected to this messenger.</summary>
    public bool TryFind<TSettings>(
        Func<ChannelSettings, TSettings?> settingsOf, string channelId, out ChannelId channel,
        [NotNullWhen(true)] out TSettings? settings)
        where TSettings : class
    {
        settings = ChannelId.TryParse(channelId, out channel) && directory.Find(channel) is { } entry
            ? settingsOf(entry.Settings)
            : null;
        return settings is not null;
    }

    /// <summary>False where the secret was sealed under another key. The messenger is to come again: somebody may mend it.
    /// </summary>
    public bool TryOpen(ChannelId channel, string sealedSecret, [NotNullWhen(true)] out string? secret)
    {
        try
        {
            secret = secrets.Open(sealedSecret);
            return true;
        }
        catch (CryptographicException)
        {
            Log.Unsealable(logger, channel);
            secret = null;
            return false;
        }
    }

    /// <summary>Null where the bytes are not a JSON object.</summary>
    private static JsonDocument? Parse(byte[] bytes)
    {
        try
        {
            var document = JsonDocument.Parse(bytes);
            if (document.RootElement.ValueKind == JsonValueKind.Object)
                return document;
            document.Dispose();
        }
        catch (JsonException)
        {
            // As the caller will be told.
        }
        return null;
    }

    private static partial class Log
    {
        [LoggerMessage(3103, LogLevel.Error, "Channel {Channel}: a messenger's secret cannot be unsealed; set it again")]
        public static partial void Unsealable(ILogger logger, ChannelId channel);
    }
}
