using RatingGrains.Ports;

namespace RatingGrains.Api.Channels.Messengers;

/// <summary>Secrets are written, never read: <c>set</c> is what is shown, and sent back it means "as it is".</summary>
internal static class Secret
{
    public const string Shown = "set";

    /// <summary>What to keep; null where it is to stay as it is and there is none.</summary>
    /// <param name="current">What is kept now, sealed.</param>
    public static string? Seal(string given, string? current, ISecretBox box) =>
        given == Shown ? current : box.Seal(given);
}
