using RatingGrains.Agents;
using RatingGrains.Channels;
using RatingGrains.Conversations;
using RatingGrains.Kernel;
using RatingGrains.Threads;

namespace RatingGrains.Ports;

/// <summary>Runs the actors. Whatever a method returns is durable when it returns; where the store cannot keep it,
/// it throws <see cref="StoreUnavailableException"/> and nothing was acknowledged: where actors are written apart, it may
/// be done in part or later, and a repeat under the same id is answered as the first would have been.</summary>
public interface IRatingEngine
{
    /// <summary>A customer's message, sent in to the conversation it is for.</summary>
    Task<MessageReceipt> ReceiveAsync(ThreadId thread, InboundMessage message, CancellationToken cancellationToken);

    /// <summary>What became of something that was sent to a customer.</summary>
    Task ReportDeliveryAsync(DeliveryReport report, CancellationToken cancellationToken);

    /// <param name="commandId">Where given, a repeat of the same id within 24 hours changes nothing, as long as the
    /// conversation has not taken 64 other commands since.</param>
    Task<ConversationReply> SendAsync(
        ConversationId id, ConversationCommand command, long? commandId, CancellationToken cancellationToken);

    /// <summary>The conversation as it reads now, deadlines that have passed among it; null where there is none.</summary>
    Task<ConversationReply?> FindAsync(ConversationId id, CancellationToken cancellationToken);

    /// <summary>The conversation that the thread's customer writes to now; null where they have not written yet.</summary>
    Task<ConversationId?> FindNewestAsync(ThreadId thread, CancellationToken cancellationToken);

    Task RegisterAsync(AgentId id, AgentProfile profile, CancellationToken cancellationToken);

    /// <summary>The agent has read its notifications up to this number.</summary>
    Task MarkReadAsync(AgentId id, long upTo, CancellationToken cancellationToken);

    /// <param name="expectedVersion">The version that was read; another one refuses the change.</param>
    Task<ChannelReply> ConfigureAsync(
        ChannelId id, ChannelSettings settings, long? expectedVersion, CancellationToken cancellationToken);
}

/// <param name="State">As it is after the command; where that was refused too.</param>
/// <param name="Changed">Whether this command changed anything.</param>
public sealed record ConversationReply(ConversationState State, long Version, Rejection? Refusal = null, bool Changed = false);

/// <param name="Version">The version that is now in force; 1 is the first.</param>
public sealed record ChannelReply(long Version, Rejection? Refusal = null);

/// <param name="RequestNumber">The rating request it was; null where it was something else.</param>
/// <param name="Message">The messenger's name for what was sent, to which a customer may reply.</param>
/// <param name="Error">Null: it was delivered.</param>
public sealed record DeliveryReport(
    ThreadId Thread,
    ConversationId Conversation,
    int? RequestNumber,
    MessageId? Message,
    string? Error,
    DateTimeOffset? CannotSendUntil);

/// <summary>The store cannot keep anything now: full, read-only, locked or gone. Nothing was acknowledged.</summary>
public sealed class StoreUnavailableException(string message, Exception? inner = null) : Exception(message, inner);
