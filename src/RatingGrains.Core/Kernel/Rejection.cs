namespace RatingGrains.Kernel;

/// <summary>Why a command was refused. The names are wire codes (camelCase, in <c>urn:rating-grains:…</c>).</summary>
public enum Rejection
{
    /// <summary>The plan or the configuration lacks this kind of rating.</summary>
    FeatureOff,

    /// <summary>An inactive channel opens no conversation.</summary>
    ChannelInactive,

    /// <summary>Nothing is known under this id.</summary>
    ConversationUnknown,
    ChannelUnknown,

    /// <summary>The conversation is over (closed or spam) and does not take this any more.</summary>
    ConversationClosed,

    /// <summary>Another agent holds the conversation.</summary>
    HeldByAnother,

    /// <summary>The channel does not list this agent.</summary>
    AgentNotInChannel,

    /// <summary>Nobody asked for a rating, or not yet.</summary>
    RatingNotExpected,

    /// <summary>The right to rate is over: the window has passed, or the conversation closed or was superseded.</summary>
    RatingOver,

    /// <summary>Nobody rates a conversation that they took part in.</summary>
    OwnConversation,

    /// <summary>The same message id came before with other content.</summary>
    MessageIdReused,

    /// <summary>What was to be changed is no longer the version that was read.</summary>
    PreconditionFailed,
}
