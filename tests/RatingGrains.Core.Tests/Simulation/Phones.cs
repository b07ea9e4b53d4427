using RatingGrains.Conversations;
using RatingGrains.Kernel;
using RatingGrains.Ports;
using RatingGrains.Threads;

namespace RatingGrains.Simulation;

/// <summary>The messenger, and what its customers can read: a message that comes again under its id is dropped.</summary>
internal sealed class Phones(Chance chance, Weather weather, Witness witness)
{
    private readonly HashSet<EffectId> _read = [];
    private int _sent;

    /// <summary>The requests for a rating that arrived.</summary>
    public HashSet<(ConversationId, int Request)> Asked { get; } = [];

    /// <summary>The prompts of conversations by the messenger's name; a customer may reply to any of them.</summary>
    public Dictionary<ConversationId, string> Prompts { get; } = [];

    public SendResult Send(OutboxEntry entry, TellCustomer message)
    {
        if (chance.OnceIn(weather.MessengerFails))
            return new(null, "blocked", Lasting: chance.OnceIn(3));
        if (_read.Add(entry.Id))
            witness.Delivered(entry);
        if (message.RequestNumber is not { } request)
            return new(null);
        Asked.Add((message.Conversation, request));
        var name = $"prompt-{++_sent}";
        Prompts[message.Conversation] = name;
        return new(MessageId.Parse(name));
    }
}
