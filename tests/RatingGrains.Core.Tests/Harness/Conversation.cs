using RatingGrains.Channels;

namespace RatingGrains.Harness;

/// <summary>Where stories begin.</summary>
internal static class Conversation
{
    /// <summary>Nobody has written yet.</summary>
    public static ConversationStory On(ConnectorId connector) => new(connector);

    /// <summary>A customer has written, and nobody holds it.</summary>
    public static ConversationStory New(ConnectorId? connector = null) => On(connector ?? Telegram).GivenOpened();

    /// <summary>Anna holds it and has answered; it is the customer's turn.</summary>
    public static ConversationStory Held(ConnectorId? connector = null) =>
        New(connector).Given(Accepts(Anna), Answers(Anna));

    /// <summary>Anna has finished it at noon, and the customer was asked for a rating.</summary>
    public static ConversationStory Asked(ConnectorId? connector = null) => Held(connector).Given(Finishes(Anna));

    /// <summary>As <see cref="Asked"/>, in a channel without a rating window.</summary>
    public static ConversationStory AskedForEver(ConnectorId? connector = null) =>
        Held(connector).WithRating(r => r with { Window = null }).Given(Finishes(Anna));
}
