using RatingGrains.Conversations;
using RatingGrains.Kernel;
using RatingGrains.Ports;
using RatingGrains.Threads;

namespace RatingGrains.Silo.Grains;

/// <summary>One conversation; its key is the id.</summary>
/// <remarks><c>at</c> is when the command arrived at the cluster: what was in time then stays in time.</remarks>
[Alias("rating.conversation")]
internal interface IConversationGrain : IGrainWithStringKey
{
    /// <summary>A command of whoever works on it or rates it.</summary>
    /// <param name="commandId">A repeat of the same id changes nothing.</param>
    [Alias("send")]
    Task<ConversationReply> SendAsync(ConversationCommand command, long commandId, DateTimeOffset at);

    /// <summary>A message of its thread: <see cref="Open"/> or <see cref="Receive"/>.</summary>
    [Alias("receive")]
    Task<MessageReceipt> ReceiveAsync(ConversationCommand command, long commandId, DateTimeOffset at);

    /// <summary>As it reads now; null where there is none.</summary>
    [Alias("find")]
    Task<ConversationReply?> FindAsync();

    /// <summary>A parked effect is to be tried again.</summary>
    [Alias("requeue")]
    Task RequeueAsync(OutboxEntry parked);
}
