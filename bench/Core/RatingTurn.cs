using System.Buffers;
using System.Text.Json;
using BenchmarkDotNet.Attributes;
using RatingGrains.Agents;
using RatingGrains.Channels;
using RatingGrains.Conversations;
using RatingGrains.Json;
using RatingGrains.Kernel;
using RatingGrains.Threads;

namespace RatingGrains.Bench.Core;

/// <summary>The turn that everything is for: a customer rates a finished conversation.</summary>
[MemoryDiagnoser]
public class RatingTurn
{
    private static readonly AgentId Anna = new("anna");
    private static readonly DateTimeOffset Monday = new(2026, 3, 2, 9, 0, 0, TimeSpan.Zero);
    private static readonly RatingTexts Texts = new(
        "How was it? Answer 1 if you liked it, 0 if you did not.", "Thank you!", "Thank you, we will look into it.",
        "This conversation can no longer be rated.");

    private readonly ConversationContext _context = new(
        new ChannelSettings(
            "Website", true, "en", [Anna], true,
            new RatingSettings(true, true, false, TimeSpan.FromDays(1), Texts, Texts, false),
            new ClosingSettings(TimeSpan.FromMinutes(10), TimeSpan.FromHours(4)), null, []),
        new RatingFeatures(true, true), new OneTeam());

    private readonly ArrayBufferWriter<byte> _buffer = new(4096);
    private Snapshot<ConversationState> _waiting = Snapshot<ConversationState>.New(ConversationState.Unopened);
    private Snapshot<ConversationState> _rated = Snapshot<ConversationState>.New(ConversationState.Unopened);

    [GlobalSetup]
    public void HoldConversation()
    {
        var id = new ConversationId("3f0c52a7d1e94b6688aa01cd");
        var thread = ThreadId.Of(
            Channels.Connectors.LiveChat, new ChannelId("web"), ChatId.Parse("chat-42"), CustomerId.Parse("42"));
        var message = new InboundMessage(MessageId.Parse("m-1"), "Ann Example", new TextContent("Where is my order?"));
        _waiting = Turn(_waiting, new Open(id, 17, thread, message, null));
        _waiting = Turn(_waiting, new Answer(Anna, "It is on its way."));
        _waiting = Turn(_waiting, new Finish(Anna, Anna.Value));
        _rated = Rate();
    }

    [Benchmark]
    public Snapshot<ConversationState> Rate() => Turn(_waiting, new RateAsCustomer(RatingValue.Like, null));

    /// <summary>As the engine stores it after the rating.</summary>
    [Benchmark]
    public int Encode()
    {
        _buffer.ResetWrittenCount();
        using (var writer = new Utf8JsonWriter(_buffer))
            JsonSerializer.Serialize(writer, _rated, CoreJson.Default.SnapshotConversationState);
        return _buffer.WrittenCount;
    }

    /// <summary>The effects are taken out, as they are once they were delivered.</summary>
    private Snapshot<ConversationState> Turn(Snapshot<ConversationState> snapshot, ConversationCommand command) =>
        StateMachine.Run<ConversationMachine, ConversationState, ConversationInput, ConversationEvent>(
            "3f0c52a7d1e94b6688aa01cd", snapshot, new ConversationInput(command, _context), Monday)
            .Next with
        { Outbox = [] };

    private sealed class OneTeam : ITeams
    {
        public TeamId? TeamOf(AgentId agent) => new TeamId("support");
    }
}
