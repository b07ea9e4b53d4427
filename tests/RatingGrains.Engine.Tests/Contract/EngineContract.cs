using System.Collections.Immutable;
using RatingGrains.Agents;
using RatingGrains.Channels;
using RatingGrains.Conversations;
using RatingGrains.Kernel;
using RatingGrains.Ports;
using RatingGrains.Threads;

namespace RatingGrains.Contract;

/// <summary>What every shell must do. A shell that passes is a shell.</summary>
public abstract partial class EngineContract : IAsyncLifetime
{
    protected static readonly DateTimeOffset Monday = new(2026, 3, 2, 9, 0, 0, TimeSpan.Zero);
    protected static readonly ChannelId Web = new("web");
    protected static readonly AgentId Anna = new("anna");
    protected static readonly AgentId Boris = new("boris");

    private int _messages;

    protected IShell Shell { get; private set; } = null!;

    protected IRatingEngine Engine => Shell.Engine;

    protected ManualClock Clock => Shell.Clock;

    protected abstract Task<IShell> StartAsync();

    public async Task InitializeAsync()
    {
        Shell = await StartAsync();
        await Engine.RegisterAsync(Anna, new AgentProfile("Anna", new TeamId("support")), default);
        await Engine.RegisterAsync(Boris, new AgentProfile("Boris", new TeamId("sales")), default);
        await ConfigureAsync(settings => settings);
    }

    public async Task DisposeAsync() => await Shell.DisposeAsync();

    protected async Task RestartAsync() => Shell = await Shell.RestartAsync();

    protected static ChannelSettings Defaults => ContractSettings.Defaults;

    protected async Task<long> ConfigureAsync(
        Func<ChannelSettings, ChannelSettings> change, ChannelId? channel = null, long? expected = null)
    {
        var reply = await Engine.ConfigureAsync(channel ?? Web, change(Defaults), expected, default);
        Assert.Null(reply.Refusal);
        return reply.Version;
    }

    protected static ThreadId ThreadOf(string customer, string connector = "sms", ChannelId? channel = null) =>
        ThreadId.Of(new ConnectorId(connector), channel ?? Web, ChatId.Parse(customer), CustomerId.Parse(customer));

    protected InboundMessage Text(string text, string? id = null, string? replyTo = null, string? name = null) => new(
        MessageId.Parse(id ?? $"m{Interlocked.Increment(ref _messages)}"), name, new TextContent(text),
        replyTo is null ? null : MessageId.Parse(replyTo));

    protected InboundMessage Tap(RatingValue? value, string? id = null) => new(
        MessageId.Parse(id ?? $"m{Interlocked.Increment(ref _messages)}"), null, new RatingContent(value));

    protected Task<MessageReceipt> SayAsync(ThreadId thread, string text, string? name = null) =>
        Engine.ReceiveAsync(thread, Text(text, name: name), default);

    /// <summary>A conversation that Anna has answered and finished, and whose customer was asked for a rating.</summary>
    protected async Task<ConversationId> AskedAsync(ThreadId thread)
    {
        var receipt = await SayAsync(thread, "Hello", "Zoë Müller");
        Assert.Equal(MessageOutcome.Opened, receipt.Outcome);
        var id = receipt.Conversation!.Value;
        await DoAsync(id, new Answer(Anna, "Good morning"));
        await DoAsync(id, new Finish(Anna, "anna"));
        return id;
    }

    protected async Task<ConversationState> DoAsync(ConversationId id, ConversationCommand command)
    {
        var reply = await Engine.SendAsync(id, command, null, default);
        Assert.Null(reply.Refusal);
        return reply.State;
    }

    protected async Task<ConversationState> StateAsync(ConversationId id)
    {
        var reply = await Engine.FindAsync(id, default);
        Assert.NotNull(reply);
        return reply.State;
    }

    protected Task BecomesAsync(ConversationId id, ConversationStatus status) => Eventually.BecomesTrue(
        async () => (await Shell.ReadSide.ListAsync(ConversationQuery.All, null, 200, default))
            .Any(row => row.Id == id && row.Status == status),
        $"{id} is listed as {status}");

    protected async Task<ImmutableArray<Notification>> NotificationsAsync(AgentId agent) =>
        [.. await Shell.ReadSide.NotificationsAsync(agent, unreadOnly: false, null, 200, default)];

    protected static void Refused(Rejection expected, Rejection? actual) => Assert.Equal(expected, actual);
}
