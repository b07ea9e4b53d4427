using RatingGrains.Cluster;
using RatingGrains.Conversations;
using RatingGrains.Ports;
using RatingGrains.Threads;

namespace RatingGrains.Grains;

public sealed class When_a_grain_cannot_be_written : SiloTest
{
    private static readonly RateAsCustomer Like = new(RatingValue.Like, "fine");

    [Fact]
    public async Task The_caller_is_told_and_memory_is_what_the_store_holds()
    {
        foreach (var id in await ManyAskedAsync(8))
        {
            Shell.Storage.Fate = _ => WriteFate.Failed;
            await Assert.ThrowsAsync<StoreUnavailableException>(() => DoAsync(id, Like, 1));
            Shell.Storage.Fate = null;

            Assert.Null((await StateAsync(id)).CustomerRating);
            Assert.Equal(RatingValue.Like, (await DoAsync(id, Like, 1)).CustomerRating!.Value);
        }
    }

    [Fact]
    public async Task A_write_whose_answer_was_lost_is_found_and_not_done_again()
    {
        foreach (var id in await ManyAskedAsync(8))
        {
            var before = await Shell.Engine.FindAsync(id, default);
            Shell.Storage.Fate = grain => grain.ToString() == GrainOf(id) ? WriteFate.KeptButUnanswered : WriteFate.Kept;
            await Assert.ThrowsAsync<StoreUnavailableException>(() => DoAsync(id, Like, 1));
            Shell.Storage.Fate = null;

            var again = await Shell.Engine.SendAsync(id, Like, 1, default);
            Assert.Equal((before!.Version + 1, false), (again.Version, again.Changed));
            Assert.Equal(RatingValue.Like, again.State.CustomerRating!.Value);
        }
    }

    [Fact]
    public async Task A_stale_write_is_never_repeated_but_the_command_is()
    {
        foreach (var id in await ManyAskedAsync(8))
        {
            await Shell.SettleAsync();
            Shell.Storage.Touch(GrainOf(id));
            var reply = await Shell.Engine.SendAsync(id, Like, null, default);
            Assert.Equal((null, RatingValue.Like), (reply.Refusal, reply.State.CustomerRating!.Value));
        }
        Assert.Equal(8, (await Shell.ReadSide.ListAsync(ConversationQuery.All, null, 20, default))
            .Count(row => row.CustomerRating == RatingValue.Like));
    }

    [Fact]
    public async Task A_stale_thread_takes_its_message_once()
    {
        for (var n = 0; n < 8; n++)
        {
            var thread = ThreadOf($"c{n}");
            var id = await OpenAsync($"c{n}");
            Shell.Storage.Touch($"thread/{thread.Value}");
            var receipt = await Shell.Engine.ReceiveAsync(thread, Text("And then?"), default);
            Assert.Equal((id, MessageOutcome.Appended), (receipt.Conversation!.Value, receipt.Outcome));
            Assert.Equal(2, (await StateAsync(id)).Messages);
        }
    }

    [Fact]
    public async Task Where_the_reminder_cannot_be_stored_nothing_is_kept()
    {
        Shell.Reminders.Fails = true;
        await Assert.ThrowsAsync<StoreUnavailableException>(() => OpenAsync("42"));
        Shell.Reminders.Fails = false;

        Assert.Equal(1, (await StateAsync(await OpenAsync("42"))).Messages);
    }

    [Fact]
    public async Task A_grain_that_cannot_be_read_is_unavailable_and_heals()
    {
        var ids = await ManyAskedAsync(4);
        await Shell.SettleAsync();
        foreach (var id in ids)
        {
            await Shell.Cluster.DeactivateAsync(GrainId.Parse(GrainOf(id)));
            Shell.Storage.IsAway = true;
            await Assert.ThrowsAsync<StoreUnavailableException>(() => DoAsync(id, Like));
            Shell.Storage.IsAway = false;
            Assert.Equal(RatingValue.Like, (await DoAsync(id, Like)).CustomerRating!.Value);
        }
    }

    [Fact]
    public async Task An_agent_that_cannot_be_written_is_told_later()
    {
        Shell.Storage.Fate = grain => grain.ToString().StartsWith("agent/", StringComparison.Ordinal)
            ? WriteFate.Failed
            : WriteFate.Kept;
        foreach (var id in await ManyAskedAsync(20))
            await DoAsync(id, Like);
        Shell.Storage.Fate = null;

        var told = await Shell.ReadSide.NotificationsAsync(Anna, unreadOnly: false, null, 100, default);
        Assert.Equal(20, told.Count);
    }

    [Fact]
    public async Task An_agent_whose_answer_was_lost_is_told_once()
    {
        var lost = 0;
        Shell.Storage.Fate = grain => grain.ToString() == "agent/anna" && Interlocked.Increment(ref lost) <= 3
            ? WriteFate.KeptButUnanswered
            : WriteFate.Kept;
        foreach (var id in await ManyAskedAsync(20))
            await DoAsync(id, Like);

        var told = await Shell.ReadSide.NotificationsAsync(Anna, unreadOnly: false, null, 100, default);
        Assert.Equal((20, true), (told.Count, lost > 3));
        Assert.Equal(20, told.DistinctBy(one => one.Item.Conversation).Count());
    }

    [Fact]
    public async Task A_thread_whose_answer_was_lost_knows_the_message_again()
    {
        var id = await OpenAsync("42");
        var (message, writes) = (Text("And then?"), 0);
        Shell.Storage.Fate = grain => grain.ToString().StartsWith("thread/", StringComparison.Ordinal)
            && Interlocked.Increment(ref writes) == 2
            ? WriteFate.KeptButUnanswered
            : WriteFate.Kept;
        await Assert.ThrowsAsync<StoreUnavailableException>(
            () => Shell.Engine.ReceiveAsync(ThreadOf("42"), message, default));

        var again = await Shell.Engine.ReceiveAsync(ThreadOf("42"), message, default);
        Assert.Equal((id, MessageOutcome.Duplicate), (again.Conversation!.Value, again.Outcome));
        Assert.Equal(2, (await StateAsync(id)).Messages);
    }
}
