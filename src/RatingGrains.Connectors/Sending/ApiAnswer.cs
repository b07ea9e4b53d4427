namespace RatingGrains.Connectors.Sending;

/// <summary>How one call of a messenger's API ended.</summary>
/// <param name="Error">Null: done.</param>
/// <param name="MessageId">The messenger's name for what was sent.</param>
/// <param name="Lasting">It is about this customer or this text, and stays so.</param>
/// <param name="IsHiccup">Nothing was done, and a moment later it may work.</param>
/// <param name="RetryAfter">How long the messenger asks us to wait.</param>
/// <param name="StopsAccount">Whether that is for everything the account sends, not for this customer alone.</param>
internal sealed record ApiAnswer(
    string? Error,
    string? MessageId = null,
    bool Lasting = false,
    bool IsHiccup = false,
    TimeSpan? RetryAfter = null,
    bool StopsAccount = false)
{
    public const int DescriptionMax = 300;

    public static ApiAnswer Done(string? messageId) => new(null, messageId);

    public static ApiAnswer Unreached(string messenger, HttpRequestError error) =>
        new($"{messenger} cannot be reached: {error}", IsHiccup: true);

    public static ApiAnswer Unanswered(string messenger) => new($"{messenger} did not answer in time");
}
