using System.Collections.Immutable;
using System.Text.Json;
using Orleans.Storage;
using RatingGrains.Agents;
using RatingGrains.Channels;
using RatingGrains.Conversations;
using RatingGrains.Json;
using RatingGrains.Kernel;
using RatingGrains.Threads;

namespace RatingGrains.Bench.Silo;

/// <summary>Enquiries as the core makes them.</summary>
internal static class Conversations
{
    public static readonly ChannelId Web = new("web");

    private static readonly RatingTexts Texts = new(
        "How was it? Answer 1 if you liked it, 0 if you did not.", "Thank you!", "Thank you, we will look into it.",
        "This conversation can no longer be rated.");

    private static readonly ConversationContext Context = new(
        new ChannelSettings(
            "Website", true, "en", [.. Enumerable.Range(0, 50).Select(AgentOf)], true,
            new RatingSettings(true, true, false, TimeSpan.FromDays(1), Texts, Texts, false),
            new ClosingSettings(TimeSpan.FromMinutes(10), TimeSpan.FromHours(4)), null, []),
        new RatingFeatures(true, true), new OneTeam());

    public static AgentId AgentOf(int number) => new($"agent-{number % 50}");

    /// <summary>Opened, answered, finished and asked, as one version each.</summary>
    public static IEnumerable<(Snapshot<ConversationState> Snapshot, ImmutableArray<OutboxEntry> Added)> Asked(int number)
    {
        var id = IdOf(number);
        var thread = ThreadId.Of(
            new ConnectorId("liveChat"), Web, ChatId.Parse($"chat-{number}"), CustomerId.Parse($"{number}"));
        var message = new InboundMessage(
            MessageId.Parse("m-1"), $"Ann Example {number}", new TextContent("Where is my order?"));
        var agent = AgentOf(number);
        var snapshot = Snapshot<ConversationState>.New(ConversationState.Unopened);
        foreach (ConversationCommand command in new ConversationCommand[]
        {
            new Open(id, number, thread, message, null), new Answer(agent, "It is on its way, and should be there tomorrow."),
            new Finish(agent, agent.Value),
        })
        {
            var turn = Turn(snapshot, command);
            snapshot = turn.Next;
            yield return (snapshot with { Outbox = [] }, turn.Added);
        }
    }

    public static Transition<ConversationState, ConversationEvent> Rate(Snapshot<ConversationState> asked) =>
        Turn(asked with { Outbox = [] }, new RateAsCustomer(RatingValue.Like, null));

    public static ConversationId IdOf(int number) => new($"3f0c52a7d1e94b66{number:x8}");

    private static Transition<ConversationState, ConversationEvent> Turn(
        Snapshot<ConversationState> snapshot, ConversationCommand command) =>
        StateMachine.Run<ConversationMachine, ConversationState, ConversationInput, ConversationEvent>(
            snapshot.State.Id.Value ?? "3f0c52a7d1e94b66", snapshot, new ConversationInput(command, Context),
            DateTimeOffset.FromUnixTimeMilliseconds(TimeProvider.System.GetUtcNow().ToUnixTimeMilliseconds()));

    private sealed class OneTeam : ITeams
    {
        public TeamId? TeamOf(AgentId agent) => new TeamId("support");
    }
}

/// <summary>States as the silo keeps them; the same for both providers.</summary>
internal sealed class StateSerializer : IGrainStorageSerializer
{
    public BinaryData Serialize<T>(T? input) =>
        new(JsonSerializer.SerializeToUtf8Bytes(input, typeof(T), CoreJson.Default));

    public T Deserialize<T>(BinaryData input) => (T)JsonSerializer.Deserialize(input.ToMemory().Span, typeof(T), CoreJson.Default)!;
}
