using System.Collections.Concurrent;
using System.Security.Cryptography;
using Microsoft.Extensions.Logging;
using RatingGrains.Agents;
using RatingGrains.Channels;
using RatingGrains.Conversations;
using RatingGrains.Ports;
using RatingGrains.Threads;

namespace RatingGrains.Api.Messengers;

/// <summary>Notes every message down, and answers as it was told to.</summary>
internal sealed class NotingEngine : IRatingEngine
{
    private readonly ConcurrentQueue<(ThreadId Thread, InboundMessage Message)> _received = [];
    private readonly ConcurrentQueue<DeliveryReport> _reports = [];

    public IReadOnlyList<(ThreadId Thread, InboundMessage Message)> Received => [.. _received];

    public Func<MessageReceipt> Receipt { get; set; } =
        () => new MessageReceipt(new ConversationId("c1"), MessageOutcome.Opened);

    public Task<MessageReceipt> ReceiveAsync(
        ThreadId thread, InboundMessage message, CancellationToken cancellationToken)
    {
        _received.Enqueue((thread, message));
        return Task.FromResult(Receipt());
    }

    public IReadOnlyList<DeliveryReport> Reports => [.. _reports];

    public Task ReportDeliveryAsync(DeliveryReport report, CancellationToken cancellationToken)
    {
        _reports.Enqueue(report);
        return Task.CompletedTask;
    }

    public Task<ConversationReply> SendAsync(
        ConversationId id, ConversationCommand command, long? commandId, CancellationToken cancellationToken) =>
        throw Unasked();

    public Task<ConversationReply?> FindAsync(ConversationId id, CancellationToken cancellationToken) => throw Unasked();

    public Task<ConversationId?> FindNewestAsync(ThreadId thread, CancellationToken cancellationToken) =>
        throw Unasked();

    public Task RegisterAsync(AgentId id, AgentProfile profile, CancellationToken cancellationToken) => throw Unasked();

    public Task MarkReadAsync(AgentId id, long upTo, CancellationToken cancellationToken) => throw Unasked();

    public Task<ChannelReply> ConfigureAsync(
        ChannelId id, ChannelSettings settings, long? expectedVersion, CancellationToken cancellationToken) =>
        throw Unasked();

    private static InvalidOperationException Unasked() => new("A connector has no business with this.");
}

/// <summary>Sealed is reversed: enough to notice where a sealed secret is used unopened.</summary>
internal sealed class ReversingBox : ISecretBox
{
    public static string Reverse(string text) => new([.. text.Reverse()]);

    public string Seal(string secret) => Reverse(secret);

    public string Open(string sealedSecret) => sealedSecret == Damaged
        ? throw new CryptographicException("damaged")
        : Reverse(sealedSecret);

    public const string Damaged = "damaged";
}

internal sealed class StoppedClock(DateTimeOffset now) : TimeProvider
{
    public override DateTimeOffset GetUtcNow() => now;
}

/// <summary>Every line that anything logs, at every level.</summary>
internal sealed class NotedLogs : ILoggerProvider, ILogger
{
    private readonly ConcurrentQueue<string> _lines = [];

    public IReadOnlyList<string> Lines => [.. _lines];

    public ILogger CreateLogger(string categoryName) => this;

    public IDisposable? BeginScope<TState>(TState state) where TState : notnull
    {
        _lines.Enqueue($"{state}");
        return null;
    }

    public bool IsEnabled(LogLevel logLevel) => true;

    public void Log<TState>(
        LogLevel logLevel, EventId eventId, TState state, Exception? exception,
        Func<TState, Exception?, string> formatter) =>
        _lines.Enqueue($"{formatter(state, exception)} {exception}");

    public void Dispose()
    {
    }
}

/// <summary>The channels of a test.</summary>
internal sealed class FixedChannels(params ChannelEntry[] channels) : IDirectory
{
    public IReadOnlyList<ChannelEntry> Channels { get; } = channels;

    public IReadOnlyList<AgentEntry> Agents => [];

    public ChannelEntry? Find(ChannelId id) => Channels.FirstOrDefault(channel => channel.Id == id);

    public AgentProfile? Find(AgentId id) => null;

    public TeamId? TeamOf(AgentId agent) => null;
}
