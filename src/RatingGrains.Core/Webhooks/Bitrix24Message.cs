namespace RatingGrains.Webhooks;

/// <summary>The number by which clients of Bitrix24 know a message: its session's and its own in one, so that none has
/// to be given out or kept.</summary>
/// <param name="Session">The conversation's number.</param>
/// <param name="Ordinal">Counts the messages of the conversation, from 1.</param>
public readonly record struct Bitrix24Message(long Session, int Ordinal)
{
    /// <summary>No conversation here has more, and the largest number is still one that JavaScript can hold.</summary>
    private const long OfSession = 1_000_000;

    public long Number => (Session * OfSession) + Ordinal;

    /// <returns>Null where no message can have this number.</returns>
    public static Bitrix24Message? Of(long? number) => number > OfSession && number % OfSession > 0
        ? new Bitrix24Message(number.Value / OfSession, (int)(number.Value % OfSession))
        : null;
}
