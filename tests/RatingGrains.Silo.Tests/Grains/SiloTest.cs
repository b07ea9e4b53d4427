using RatingGrains.Agents;
using RatingGrains.Channels;
using RatingGrains.Cluster;
using RatingGrains.Contract;
using RatingGrains.Conversations;
using RatingGrains.Threads;

namespace RatingGrains.Grains;

/// <summary>Two silos with a channel and an agent.</summary>
public abstract class SiloTest : IAsyncLifetime
{
    protected static readonly DateTimeOffset Monday = new(2026, 3, 2, 9, 0, 0, TimeSpan.Zero);
    protected static readonly ChannelId Web = new("web");
    protected static readonly AgentId Anna = new("anna");

    private int _messages;

    private protected SiloShell Shell { get; private set; } = null!;

    public async Task InitializeAsync()
    {
        Shell = await StartAsync();
        await Shell.Engine.RegisterAsync(Anna, new AgentProfile("Anna", new TeamId("support")), default);
        await Shell.Engine.ConfigureAsync(Web, ContractSettings.Defaults, null, default);
        await Shell.SettleAsync();
    }

    public async Task DisposeAsync() => await Shell.DisposeAsync();

    private protected virtual Task<SiloShell> StartAsync() => SiloShell.StartAsync(Monday);

    protected static ThreadId ThreadOf(string customer) =>
        ThreadId.Of(new ConnectorId("sms"), Web, ChatId.Parse(customer), CustomerId.Parse(customer));

    protected static string GrainOf(ConversationId id) => $"conversation/{id.Value}";

    protected InboundMessage Text(string text, string? id = null) =>
        new(MessageId.Parse(id ?? $"m{Interlocked.Increment(ref _messages)}"), "Zoë", new TextContent(text));

    protected async Task<ConversationId> OpenAsync(string customer) =>
        (await Shell.Engine.ReceiveAsync(ThreadOf(customer), Text("Hello"), default)).Conversation!.Value;

    protected async Task<ConversationId> AskedAsync(string customer)
    {
        var id = await OpenAsync(customer);
        await DoAsync(id, new Answer(Anna, "Good morning"));
        await DoAsync(id, new Finish(Anna, "anna"));
        return id;
    }

    protected async Task<ConversationState> DoAsync(ConversationId id, ConversationCommand command, long? commandId = null)
    {
        var reply = await Shell.Engine.SendAsync(id, command, commandId, default);
        Assert.Null(reply.Refusal);
        return reply.State;
    }

    protected async Task<ConversationState> StateAsync(ConversationId id) =>
        (await Shell.Engine.FindAsync(id, default))!.State;

    /// <summary>Some of them live on one silo and some on the other.</summary>
    protected Task<ConversationId[]> ManyAskedAsync(int count) =>
        Task.WhenAll(Enumerable.Range(0, count).Select(n => AskedAsync($"c{n}")));
}
