using RatingGrains.Conversations;
using RatingGrains.Threads;

namespace RatingGrains.Contract;

/// <summary>What time alone does, also when the engine was down meanwhile.</summary>
public abstract partial class EngineContract
{
    [Fact]
    public async Task A_finished_conversation_closes_by_itself_and_its_request_expires_later()
    {
        var id = await AskedAsync(ThreadOf("42"));
        Clock.Advance(TimeSpan.FromMinutes(10));
        await BecomesAsync(id, ConversationStatus.Closed);
        Assert.Equal(RequestState.Sent, (await StateAsync(id)).Request.State);

        Clock.Advance(TimeSpan.FromDays(1));
        Assert.Equal(RequestState.Expired, (await StateAsync(id)).Request.State);
        await Eventually.BecomesTrue(
            async () => (await Shell.ReadSide.HistoryAsync((await StateAsync(id)).Number, 0, 10, default))
                .Any(item => item.Entry.What == HistoryWhat.Expired),
            "the history says that the request expired");
    }

    [Fact]
    public async Task Silence_finishes_a_conversation_and_asks()
    {
        var id = (await SayAsync(ThreadOf("42"), "Hello")).Conversation!.Value;
        await DoAsync(id, new Answer(Anna, "Good morning"));
        Clock.Advance(TimeSpan.FromHours(4));
        await BecomesAsync(id, ConversationStatus.Closing);
        Assert.Equal(RequestState.Sent, (await StateAsync(id)).Request.State);
    }

    [Fact]
    public async Task Deadlines_that_passed_while_the_engine_was_down_fire_after_the_start()
    {
        var id = await AskedAsync(ThreadOf("42"));
        Clock.Advance(TimeSpan.FromDays(2));
        await RestartAsync();
        await BecomesAsync(id, ConversationStatus.Closed);
        Assert.Equal(RequestState.Expired, (await StateAsync(id)).Request.State);
    }

    [Fact]
    public async Task A_digit_after_the_deadline_is_too_late_and_opens_nothing()
    {
        var thread = ThreadOf("42");
        var id = await AskedAsync(thread);
        Clock.Advance(TimeSpan.FromDays(1));
        var late = await SayAsync(thread, "1");
        Assert.Equal((id, MessageOutcome.TooLate), (late.Conversation!.Value, late.Outcome));
        Assert.Null((await StateAsync(id)).CustomerRating);

        var next = await SayAsync(thread, "Hello again");
        Assert.Equal(MessageOutcome.Opened, next.Outcome);
        Assert.Equal(MessageOutcome.Appended, (await SayAsync(thread, "1")).Outcome);
    }

    [Fact]
    public async Task Many_deadlines_of_the_same_moment_all_fire()
    {
        var ids = await Task.WhenAll(Enumerable.Range(0, 1500).Select(n => AskedAsync(ThreadOf($"c{n}"))));
        Clock.Advance(TimeSpan.FromMinutes(10));
        await Eventually.BecomesTrue(
            async () =>
            {
                var open = Ports.ConversationQuery.All with { Statuses = [ConversationStatus.Closing] };
                return (await Shell.ReadSide.ListAsync(open, null, 1, default)).Count == 0;
            },
            "all of them are closed");
        Assert.Equal(1500, ids.Distinct().Count());
    }
}
