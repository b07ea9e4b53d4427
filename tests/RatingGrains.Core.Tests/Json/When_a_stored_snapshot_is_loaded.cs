using System.Text.Json.Nodes;
using RatingGrains.Agents;
using RatingGrains.Channels;
using RatingGrains.Conversations;
using RatingGrains.Kernel;
using RatingGrains.Threads;
using static RatingGrains.Conversations.RatingValue;

namespace RatingGrains.Json;

/// <summary>Files as version 1 wrote them: every later version must read them, and keep all that is in them.</summary>
public sealed class When_a_stored_snapshot_is_loaded
{
    [Fact]
    public void a_conversation_of_version_1_is_what_it_was()
    {
        var snapshot = Load<Snapshot<ConversationState>>("v1/conversation.json");
        var state = snapshot.State;

        Assert.Equal((12, 17, First, ThreadOn(Telegram)), (snapshot.Version, state.Number, state.Id, state.Thread));
        Assert.Equal((ConversationStatus.Closed, RequestState.Answered), (state.Status, state.Request.State));
        Assert.Equal((Dislike, "Slow", 1), (state.CustomerRating!.Value, state.CustomerRating.Comment, state.CustomerRating.Changes));
        Assert.Equal((2, "Too slow", "olga"), (state.SupervisorRating!.Stars, state.SupervisorRating.Comment, state.SupervisorRating.By));
        Assert.Equal<AgentId>([Anna, Boris], state.Participants);
        Assert.Equal<SeenCommand>([new SeenCommand(7, 0), new SeenCommand(8, 0, Rejection.RatingOver)], snapshot.Seen);
        Assert.Equal(
            ["logMessage", "tellCustomer", "recordHistory", "tellAgent", "showConversation"],
            Parse("v1/conversation.json")["outbox"]!.AsArray().Select(e => (string?)e!["effect"]!["effect"]).Distinct());
    }

    [Fact]
    public void a_thread_of_version_1_is_what_it_was()
    {
        var memory = Load<Snapshot<ThreadMemory>>("v1/thread.json").State;

        Assert.Equal((2, Second, Noon.AddDays(1)), (memory.Opened, memory.Newest, memory.CannotSendUntil));
        Assert.Equal(new SentPrompt(MessageId.Parse("p1"), First), Assert.Single(memory.Prompts));
        Assert.Equal(2, memory.Seen.Length);
        var again = new Routing(ThreadOn(Telegram), memory, TextMessage("Hello", "typed-1"));
        Assert.Equal(new(First, MessageOutcome.Duplicate), again.Receipt);
    }

    [Fact]
    public void an_agent_of_version_1_is_what_it_was() => Assert.Equal(
        new AgentState(new("Anna", Support), 2, 1),
        Load<Snapshot<AgentState>>("v1/agent.json").State);

    [Fact]
    public void a_channel_of_version_1_is_what_it_was()
    {
        var settings = Load<Snapshot<ChannelState>>("v1/channel.json").State.Settings!;

        Assert.Equal(("Website", true, "en"), (settings.Name, settings.Active, settings.Locale));
        Assert.Equal<AgentId>([Anna, Boris], settings.Agents);
        Assert.Equal(Channel.Rating, settings.Rating);
        Assert.Equal(Channel.Closing, settings.Closing);
        Assert.Equal(new TelegramSettings("sealed-token", "sealed-secret"), settings.Telegram);
        Assert.Equal("https://shop.example", Assert.Single(settings.Origins));
    }

    /// <summary>Reads the file, and holds what is written again against it.</summary>
    private static T Load<T>(string file)
    {
        var read = Stored.Read<T>(Text(file));
        Stored.KeepsAll(Parse(file), JsonNode.Parse(Stored.Write(read)));
        return read;
    }

    private static JsonNode Parse(string file) => JsonNode.Parse(Text(file))!;

    private static string Text(string file) => File.ReadAllText(Path.Combine(AppContext.BaseDirectory, "Snapshots", file));
}
