using RatingGrains.Agents;
using RatingGrains.Channels;
using RatingGrains.Conversations;
using RatingGrains.Ports;
using RatingGrains.Threads;

namespace RatingGrains.Api.Operations;

/// <summary>Counts and traces what passes to an engine, whichever way it came in: over HTTP, or through a messenger.</summary>
internal sealed class MeteredEngine(IRatingEngine engine, RatingMetrics metrics) : IRatingEngine
{
    private const string Customer = "customer", Supervisor = "supervisor", Given = "given", Unchanged = "unchanged";

    private const string ConversationTag = "rating_grains.conversation", OutcomeTag = "rating_grains.outcome";

    public async Task<MessageReceipt> ReceiveAsync(
        ThreadId thread, InboundMessage message, CancellationToken cancellationToken)
    {
        using var span = RatingTracing.Begin("ReceiveMessage");
        var receipt = await engine.ReceiveAsync(thread, message, cancellationToken);
        span?.SetTag(ConversationTag, receipt.Conversation?.Value).SetTag(OutcomeTag, RatingMetrics.OutcomeOf(receipt));
        metrics.Message(receipt);
        if (receipt.Refusal is null && receipt.Outcome is MessageOutcome.Rated or MessageOutcome.RatingChanged)
            metrics.Rating(Customer, Given);
        return receipt;
    }

    public async Task<ConversationReply> SendAsync(
        ConversationId id, ConversationCommand command, long? commandId, CancellationToken cancellationToken)
    {
        using var span = RatingTracing.Begin(command.GetType().Name);
        var reply = await engine.SendAsync(id, command, commandId, cancellationToken);
        span?.SetTag(ConversationTag, id.Value).SetTag(OutcomeTag, OutcomeOf(reply));
        if (command is RateAsCustomer or RateAsSupervisor)
            metrics.Rating(command is RateAsCustomer ? Customer : Supervisor, OutcomeOf(reply));
        return reply;
    }

    public Task ReportDeliveryAsync(DeliveryReport report, CancellationToken cancellationToken) =>
        engine.ReportDeliveryAsync(report, cancellationToken);

    public Task<ConversationReply?> FindAsync(ConversationId id, CancellationToken cancellationToken) =>
        engine.FindAsync(id, cancellationToken);

    public Task<ConversationId?> FindNewestAsync(ThreadId thread, CancellationToken cancellationToken) =>
        engine.FindNewestAsync(thread, cancellationToken);

    public Task RegisterAsync(AgentId id, AgentProfile profile, CancellationToken cancellationToken) =>
        engine.RegisterAsync(id, profile, cancellationToken);

    public Task MarkReadAsync(AgentId id, long upTo, CancellationToken cancellationToken) =>
        engine.MarkReadAsync(id, upTo, cancellationToken);

    public Task<ChannelReply> ConfigureAsync(
        ChannelId id, ChannelSettings settings, long? expectedVersion, CancellationToken cancellationToken) =>
        engine.ConfigureAsync(id, settings, expectedVersion, cancellationToken);

    private static string OutcomeOf(ConversationReply reply) =>
        reply.Refusal is { } refusal ? RatingMetrics.Name(refusal) : reply.Changed ? Given : Unchanged;
}

public static class MeteredEngines
{
    /// <summary>Lets the API speak to this engine, and counts what it says.</summary>
    public static IServiceCollection AddMetered<TEngine>(this IServiceCollection services)
        where TEngine : class, IRatingEngine =>
        services.AddSingleton<IRatingEngine>(provider => new MeteredEngine(
            provider.GetRequiredService<TEngine>(), provider.GetRequiredService<RatingMetrics>()));
}
