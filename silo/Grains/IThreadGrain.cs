using RatingGrains.Kernel;
using RatingGrains.Threads;

namespace RatingGrains.Silo.Grains;

/// <summary>One customer's dialogue on one connector; its key is the thread's id.</summary>
[Alias("rating.thread")]
internal interface IThreadGrain : IGrainWithStringKey
{
    /// <summary>Finds the conversation that the message is for, and remembers that.</summary>
    [Alias("receive")]
    Task<MessageReceipt> ReceiveAsync(InboundMessage message, DateTimeOffset at);

    /// <summary>The messenger's name for something sent, so that a reply to it finds its conversation.</summary>
    [Alias("remember")]
    Task RememberAsync(RememberDelivery delivery);

    /// <summary>The conversation that the customer writes to now.</summary>
    [Alias("newest")]
    Task<string?> NewestAsync();

    [Alias("requeue")]
    Task RequeueAsync(OutboxEntry parked);
}
