using System.Collections.Immutable;
using RatingGrains.Agents;
using RatingGrains.Conversations;
using RatingGrains.Figures;
using RatingGrains.Ports;
using RatingGrains.Threads;

namespace RatingGrains.Contract;

/// <summary>What is kept over a restart, and that figures are what the conversations say.</summary>
public abstract partial class EngineContract
{
    [Fact]
    public async Task Everything_acknowledged_is_there_after_a_restart()
    {
        var thread = ThreadOf("42");
        var id = await AskedAsync(thread);
        await Engine.ReceiveAsync(thread, Text("1", "the-rating"), default);
        var before = await Engine.FindAsync(id, default);
        await RestartAsync();

        var after = await Engine.FindAsync(id, default);
        Assert.Equal(before!.Version, after!.Version);
        Assert.Equal(RatingValue.Like, after.State.CustomerRating!.Value);
        var again = await Engine.ReceiveAsync(thread, Text("1", "the-rating"), default);
        Assert.Equal(MessageOutcome.Duplicate, again.Outcome);
        Assert.Equal("Website", Shell.Directory.Find(Web)!.Settings.Name);
        Assert.Equal(new TeamId("support"), Shell.Directory.TeamOf(Anna));
        Assert.Single(await NotificationsAsync(Anna));
    }

    [Fact]
    public async Task Figures_equal_a_recount_after_changes_of_mind_transfers_and_stars()
    {
        for (var n = 0; n < 40; n++)
        {
            var thread = ThreadOf($"c{n}");
            var id = await AskedAsync(thread);
            if (n % 2 == 0)
                await DoAsync(id, new RateAsCustomer(n % 4 == 0 ? RatingValue.Like : RatingValue.Dislike, null));
            if (n % 4 == 0)
                await DoAsync(id, new RateAsCustomer(n % 8 == 0 ? RatingValue.Dislike : RatingValue.Like, "changed my mind"));
            if (n % 3 == 0)
                await DoAsync(id, new RateAsSupervisor("olga", n % 5 + 1, null));
            if (n % 9 == 0)
                await DoAsync(id, new Transfer(Boris));
        }

        var figure = Figure.Of(Assert.Single(await FiguresOf(Anna)).All);
        Assert.Equal((40, 5, 15), (figure.Conversations, figure.Likes, figure.Dislikes));
        Assert.Equal(14, figure.Stars.Sum());
        Assert.Empty(await FiguresOf(Boris));
        var channel = await Shell.ReadSide.FiguresAsync(Web, Periods.Of(TimeZoneInfo.Utc, Clock.GetUtcNow()), default);
        Assert.Equal((Anna, 40L), (Assert.Single(channel).Key!.Value, channel[0].Today[(int)FigureKind.Conversation]));
    }

    [Fact]
    public async Task A_busy_agent_takes_many_ratings_at_once_and_each_counts()
    {
        var ids = await Task.WhenAll(Enumerable.Range(0, 300).Select(n => AskedAsync(ThreadOf($"c{n}"))));
        await Task.WhenAll(ids.Select((id, n) =>
            DoAsync(id, new RateAsCustomer(n % 3 == 0 ? RatingValue.Dislike : RatingValue.Like, null))));

        await Eventually.BecomesTrue(
            async () => (await FiguresOf(Anna))[0].All[(int)FigureKind.Like] == 200, "200 likes are counted");
        Assert.Equal(100, (await FiguresOf(Anna))[0].All[(int)FigureKind.Dislike]);
    }

    [Fact]
    public async Task Notifications_are_one_per_conversation_and_kind_and_can_be_read()
    {
        var id = await AskedAsync(ThreadOf("42"));
        await DoAsync(id, new RateAsCustomer(RatingValue.Like, null));
        var first = Assert.Single(await NotificationsAsync(Anna));
        await Engine.MarkReadAsync(Anna, first.Sequence, default);
        Assert.NotNull(Assert.Single(await NotificationsAsync(Anna)).ReadAt);

        await DoAsync(id, new RateAsCustomer(RatingValue.Dislike, null));
        var second = Assert.Single(await NotificationsAsync(Anna));
        Assert.Equal((RatingValue.Dislike, true), (second.Item.Value, second.ReadAt is null));
        Assert.True(second.Sequence > first.Sequence);
        await DoAsync(id, new RateAsSupervisor("olga", 2, "Slow"));
        Assert.Equal(2, (await NotificationsAsync(Anna)).Length);
    }

    [Fact]
    public async Task Streams_are_followed_live_and_resume_after_a_number()
    {
        var thread = ThreadOf("42");
        var id = await AskedAsync(thread);
        var first = await TakeAsync(Shell.ReadSide.FollowAsync(Web, null, 0, default), 2);
        Assert.Equal([CustomerEventKind.Answer, CustomerEventKind.RatingRequest], first.Select(happened => happened.Kind));

        var resumed = TakeAsync(Shell.ReadSide.FollowAsync(Web, null, first[^1].Sequence, default), 1);
        await DoAsync(id, new RateAsCustomer(RatingValue.Like, null));
        Assert.Equal(CustomerEventKind.Thanks, Assert.Single(await resumed).Kind);
        Assert.Equal(first[1], await Shell.ReadSide.FindCustomerEventAsync(Web, first[1].Sequence, default));
        var told = await TakeAsync(Shell.ReadSide.FollowAsync(Anna, 0, default), 2);
        Assert.Equal([AgentItemKind.Conversation, AgentItemKind.CustomerRating], told.Select(item => item.Item.Kind));
    }

    [Fact]
    public async Task Keys_answers_and_signing_keys_are_kept()
    {
        var key = new ApiKey("k1", [.. new byte[32]], ApiRole.Agent, "anna", null, [], null, Monday, null);
        Assert.True(await Shell.Keys.AddAsync(key, default));
        Assert.False(await Shell.Keys.AddAsync(key, default));
        await Shell.Answers.SaveAsync("k1", "a", new StoredAnswer(1, 201, "/x", [1, 2]), default);
        await Shell.Answers.SaveAsync("k1", "a", new StoredAnswer(2, 500, null, null), default);
        await Shell.SigningKeys.RotateAsync(default);
        var signing = Shell.SigningKeys.Valid.Select(valid => (valid.Id, Convert.ToHexString(valid.Secret.AsSpan()))).ToList();
        await RestartAsync();

        Assert.Equal("anna", Shell.Keys.Find(new byte[32])!.Subject);
        var answer = await Shell.Answers.FindAsync("k1", "a", default);
        Assert.Equal((1L, 201, "/x"), (answer!.Request, answer.Status, answer.Location));
        Assert.Equal(signing, Shell.SigningKeys.Valid.Select(valid => (valid.Id, Convert.ToHexString(valid.Secret.AsSpan()))));
        Assert.Equal(2, signing.Count);
        Clock.Advance(TimeSpan.FromHours(25));
        Assert.Null(await Shell.Answers.FindAsync("k1", "a", default));
        Assert.True(await Shell.Keys.DeleteAsync("k1", default));
        Assert.Null(Shell.Keys.Find(new byte[32]));
    }

    private async Task<IReadOnlyList<FigureGroup<Channels.ChannelId>>> FiguresOf(AgentId agent) =>
        await Shell.ReadSide.FiguresAsync(agent, Periods.Of(TimeZoneInfo.Utc, Clock.GetUtcNow()), default);

    private static async Task<ImmutableArray<T>> TakeAsync<T>(IAsyncEnumerable<T> stream, int count)
    {
        using var limit = new CancellationTokenSource(TimeSpan.FromSeconds(20));
        var taken = ImmutableArray.CreateBuilder<T>();
        await foreach (var item in stream.WithCancellation(limit.Token))
        {
            taken.Add(item);
            if (taken.Count == count)
                break;
        }
        return taken.ToImmutable();
    }
}
