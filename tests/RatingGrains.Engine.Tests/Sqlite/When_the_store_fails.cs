using Microsoft.Data.Sqlite;
using RatingGrains.Agents;
using RatingGrains.Channels;
using RatingGrains.Contract;
using RatingGrains.Conversations;
using RatingGrains.Embedded.Engine;
using RatingGrains.Embedded.Storage;
using RatingGrains.Ports;
using RatingGrains.Sql;
using RatingGrains.Threads;

namespace RatingGrains.Sqlite;

public sealed class When_the_store_fails : IAsyncLifetime
{
    private static readonly DateTimeOffset Monday = new(2026, 3, 2, 9, 0, 0, TimeSpan.Zero);
    private static readonly ChannelId Web = new("web");

    private SqliteShell _shell = null!;

    public async Task InitializeAsync()
    {
        _shell = await SqliteShell.StartAsync(Monday, "--Storage:SizeMaxMebibytes=2");
        await _shell.Engine.RegisterAsync(new AgentId("anna"), new AgentProfile("Anna", null), default);
        await _shell.Engine.ConfigureAsync(Web, ContractSettings.Defaults, null, default);
    }

    public async Task DisposeAsync() => await _shell.DisposeAsync();

    [Fact]
    public async Task A_full_disk_is_refused_loses_nothing_and_heals_when_there_is_room()
    {
        var kept = new List<ConversationId>();
        var refused = 0;
        for (var n = 0; refused == 0 && n < 10_000; n++)
        {
            try
            {
                kept.Add((await SayAsync($"c{n}")).Conversation!.Value);
            }
            catch (StoreUnavailableException)
            {
                refused = n;
            }
        }
        Assert.InRange(refused, 100, 9_999);
        await Assert.ThrowsAsync<StoreUnavailableException>(() => SayAsync("another"));
        await AllThereAsync(kept);

        await OnWriterAsync(database => database.Writer.Run("PRAGMA max_page_count = 100000"));
        var after = await SayAsync($"c{refused}");
        Assert.Equal(MessageOutcome.Opened, after.Outcome);
        kept.Add(after.Conversation!.Value);
        await AllThereAsync(kept);
    }

    [Fact]
    public async Task A_locked_file_is_refused_and_heals_when_it_is_let_go()
    {
        var before = await SayAsync("before");
        await using (var other = new SqliteConnection($"Data Source={_shell.Path};Pooling=False"))
        {
            await other.OpenAsync();
            other.Run("BEGIN IMMEDIATE");
            await Assert.ThrowsAsync<StoreUnavailableException>(() => SayAsync("meanwhile"));
        }
        Assert.Equal(MessageOutcome.Opened, (await SayAsync("meanwhile")).Outcome);
        await AllThereAsync([before.Conversation!.Value]);
    }

    [Fact]
    public async Task A_commit_that_fails_fails_all_of_its_turns_and_memory_goes_back_to_the_file()
    {
        var id = (await SayAsync("42")).Conversation!.Value;
        await OnWriterAsync(database => database.Writer.Run("CREATE TEMP TRIGGER broken BEFORE INSERT ON main.conversation_log BEGIN SELECT raise(ABORT, 'broken'); END"));
        var rate = _shell.Engine.SendAsync(id, new RateAsSupervisor("olga", 5, null), null, default);
        var answer = _shell.Engine.SendAsync(id, new Answer(new AgentId("anna"), "Hello"), null, default);
        await Assert.ThrowsAsync<StoreUnavailableException>(() => answer);
        await rate.ContinueWith(done => _ = done.Exception, TaskScheduler.Default);

        await OnWriterAsync(database => database.Writer.Run("DROP TRIGGER broken"));
        var state = (await _shell.Engine.FindAsync(id, default))!.State;
        Assert.Equal((ConversationStatus.New, 1), (state.Status, state.Messages));
        var again = await _shell.Engine.SendAsync(id, new Answer(new AgentId("anna"), "Hello"), null, default);
        Assert.Equal((null, 2), (again.Refusal, again.State.Messages));
    }

    [Fact]
    public async Task Two_processes_do_not_share_a_file()
    {
        var options = Microsoft.Extensions.Options.Options.Create(new StorageOptions { Path = _shell.Path });
        var refused = Assert.Throws<InvalidDataException>(() => new Database(options));
        Assert.Contains("another process", refused.Message, StringComparison.Ordinal);
        await SayAsync("still fine");
    }

    private Task<MessageReceipt> SayAsync(string customer) => _shell.Engine.ReceiveAsync(
        ThreadId.Of(new ConnectorId("sms"), Web, ChatId.Parse(customer), CustomerId.Parse(customer)),
        new InboundMessage(MessageId.Parse("m1"), "Somebody", new TextContent("Hello")), default);

    /// <summary>Does something to the file on the thread that owns it.</summary>
    private Task OnWriterAsync(Action<Database> act) => _shell.Service<Writer>().DoAsync(_ =>
    {
        act(_shell.Service<Database>());
        return true;
    });

    private async Task AllThereAsync(IReadOnlyCollection<ConversationId> expected)
    {
        var found = new HashSet<ConversationId>();
        await foreach (var row in _shell.ReadSide.ExportAsync(ConversationQuery.All, default))
            found.Add(row.Id);
        Assert.Superset(expected.ToHashSet(), found);
        Assert.Equal(expected.Count, expected.Distinct().Count());
    }
}
