using RatingGrains.Api.Http;
using RatingGrains.Ports;

namespace RatingGrains.Api.Channels.Messengers;

/// <summary>Secrets are written, never read: <c>set</c> is what is shown, and sent back it means "as it is".</summary>
internal static class Secret
{
    public const string Shown = "set";

    /// <summary>What calls bear in a header or an address, where only visible ASCII characters can be: a token that was
    /// pasted with its line's end, or cut short by a page that shows <c>…</c>, would fail every call.</summary>
    public static string? Token(Field field, int max)
    {
        var token = field.Required().Text(max, min: 1);
        if (token.AsSpan().ContainsAnyExceptInRange('!', '~'))
            field.Report("Visible ASCII characters only, without spaces.");
        return token;
    }

    /// <summary>What to keep; null where it is to stay as it is and there is none.</summary>
    /// <param name="current">What is kept now, sealed.</param>
    public static string? Seal(string given, string? current, ISecretBox box) =>
        given == Shown ? current : box.Seal(given);
}
