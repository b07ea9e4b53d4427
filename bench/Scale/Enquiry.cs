using RatingGrains.Agents;
using RatingGrains.Conversations;
using RatingGrains.Ports;
using RatingGrains.Threads;

namespace RatingGrains.Bench.Scale;

/// <summary>One conversation as customer, agent and supervisor live it. The engine keeps the order in which things are
/// sent, so a step need not wait for the one before.</summary>
internal sealed class Enquiry(IRatingEngine engine, Desk desk, ThreadId thread, AgentId agent, string name, long serial)
{
    private int _messages;

    public ConversationId Id { get; private set; }

    public async Task OpenAsync(string text)
    {
        var receipt = await ReceiveAsync(text);
        if (receipt.Outcome != MessageOutcome.Opened)
            throw new InvalidOperationException($"A message that was to open a conversation was {receipt.Outcome}.");
        Id = receipt.Conversation!.Value;
    }

    public Task SayAsync(string text) => ReceiveAsync(text);

    public Task AnswerAsync(string text) => SendAsync(new Answer(agent, text));

    public Task FinishAsync() => SendAsync(new Finish(agent, agent.Value));

    /// <summary>By button where there are buttons; typed elsewhere.</summary>
    public Task RateAsync(bool liked, string? comment) => Channels.Connectors.IsGraphic(desk.Connector)
        ? SendAsync(new RateAsCustomer(liked ? RatingValue.Like : RatingValue.Dislike, comment))
        : ReceiveAsync($"{(liked ? 1 : 0)} {comment}".TrimEnd());

    public Task ReviewAsync(int stars, string? comment) => SendAsync(new RateAsSupervisor("olga", stars, comment));

    private Task<MessageReceipt> ReceiveAsync(string text) => engine.ReceiveAsync(
        thread, new InboundMessage(MessageId.Parse($"{serial}-{_messages++}"), name, new TextContent(text)),
        CancellationToken.None);

    private async Task SendAsync(ConversationCommand command)
    {
        var reply = await engine.SendAsync(Id, command, null, CancellationToken.None);
        if (reply.Refusal is { } refusal)
            throw new InvalidOperationException($"{command.GetType().Name} was refused: {refusal}.");
    }
}
