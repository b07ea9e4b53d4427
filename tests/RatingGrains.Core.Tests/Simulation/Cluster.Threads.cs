using RatingGrains.Conversations;
using RatingGrains.Kernel;
using RatingGrains.Ports;
using RatingGrains.Threads;

namespace RatingGrains.Simulation;

/// <summary>Messages come in, and what became of those that went out.</summary>
internal sealed partial class Cluster
{
    public IEnumerable<string> Receive(Errand errand, ThreadId id, InboundMessage message)
    {
        foreach (var pause in EndWhatIsUnderWay(errand, id))
            yield return pause;
        var routing = new Routing(id, Threads.Read(id).State, message);
        if (routing.Receipt is null)
        {
            Run(id, new BeginMessage(message));
            yield return "begun";
            foreach (var pause in Route(id, routing))
                yield return pause;
        }
        witness.Answered(id, message, routing.Receipt!.Value);
    }

    /// <summary>Nobody repeats the message that is under way, so the thread's own deadline ends it.</summary>
    public IEnumerable<string> Wake(Errand errand, ThreadId id) => EndWhatIsUnderWay(errand, id);

    private IEnumerable<string> EndWhatIsUnderWay(Errand errand, ThreadId id)
    {
        while (!errand.Take(Taken, id))
            yield return "waits for the thread";
        if (Threads.Read(id).State is { UnderWay.Message: var message } memory)
        {
            foreach (var pause in Route(id, new Routing(id, memory, message)))
                yield return pause;
        }
    }

    private IEnumerable<string> Route(ThreadId id, Routing routing)
    {
        while (routing.Next(ordinal => IdOf(id, ordinal), () => ++_numbers) is var (conversation, command))
        {
            var made = Run(conversation, command, routing.CommandId);
            routing.Answered(made.Refusal, (MessageOutcome)made.Outcome);
            yield return "a conversation has answered";
        }
        Run(id, routing.End);
        yield return "ended";
    }

    /// <summary>The thread learns the messenger's name for what was sent, and then the conversation that it was.</summary>
    private IEnumerable<string> Report(Errand errand, TellCustomer message, SendResult sent, EffectId? delivered)
    {
        var (thread, request) = (message.Thread, message.RequestNumber);
        foreach (var pause in EndWhatIsUnderWay(errand, thread))
            yield return pause;
        Run(thread, new RememberDelivery(
            message.Conversation, sent.Message, request is not null, sent.Error is not null, CannotSendUntil: null));
        errand.LetGo(Taken, thread);
        yield return "the thread knows";
        Run(message.Conversation, new SettleDelivery(request, sent.Error, null), null, delivered);
    }
}
