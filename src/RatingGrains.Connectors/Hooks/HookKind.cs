using Microsoft.AspNetCore.Http;
using RatingGrains.Channels;

namespace RatingGrains.Connectors.Hooks;

/// <summary>What one kind of hook does its own way before its messages are read.</summary>
/// <param name="SettingsOf">The channel's settings of this kind; null where it has none.</param>
/// <param name="SecretOf">The sealed secret that the sender shares.</param>
/// <param name="IsProof">Whether the request, with this raw body, shows that its sender knows the opened secret;
/// the last argument is now, for proofs that grow old.</param>
internal sealed record HookKind<TSettings>(
    Func<ChannelSettings, TSettings?> SettingsOf,
    Func<TSettings, string> SecretOf,
    Func<HttpRequest, ReadOnlyMemory<byte>, string, DateTimeOffset, bool> IsProof)
    where TSettings : class;
