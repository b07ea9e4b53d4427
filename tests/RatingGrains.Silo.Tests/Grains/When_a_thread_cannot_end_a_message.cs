using System.Text;
using RatingGrains.Cluster;
using RatingGrains.Contract;
using RatingGrains.Conversations;
using RatingGrains.Ports;
using RatingGrains.Threads;

namespace RatingGrains.Grains;

/// <summary>The conversation has taken a message, and its thread could not write that.</summary>
public sealed class When_a_thread_cannot_end_a_message : SiloTest
{
    private static readonly ThreadId Thread = ThreadOf("42");
    private static readonly string ThreadGrain = $"thread/{Thread.Value}";

    [Fact]
    public async Task A_repeat_is_answered_as_the_first_although_its_conversation_has_closed_meanwhile()
    {
        var id = await OpenAsync("42");
        await DoAsync(id, new Accept(Anna));
        var message = Text("And then?");
        await FailToEndAsync(message);
        Assert.Equal(2, (await StateAsync(id)).Messages);
        await DoAsync(id, new Finish(Anna, "anna"));
        Assert.Equal(ConversationStatus.Closed, (await DoAsync(id, new Finish(Anna, "anna"))).Status);

        var again = await Shell.Engine.ReceiveAsync(Thread, message, default);
        Assert.Equal((id, MessageOutcome.Appended), (again.Conversation!.Value, again.Outcome));
        Assert.Equal(MessageOutcome.Duplicate, (await Shell.Engine.ReceiveAsync(Thread, message, default)).Outcome);
        Assert.Single(await Shell.ReadSide.ListAsync(ConversationQuery.All, null, 10, default));
    }

    [Fact]
    public async Task The_next_message_waits_until_it_has_ended()
    {
        var id = await OpenAsync("42");
        await FailToEndAsync(Text("Second"));
        var third = await Shell.Engine.ReceiveAsync(Thread, Text("Third"), default);

        Assert.Equal((id, MessageOutcome.Appended), (third.Conversation!.Value, third.Outcome));
        var said = await Shell.ReadSide.MessagesAsync((await StateAsync(id)).Number, 0, 10, withRatings: true, default);
        Assert.Equal(["Hello", "Second", "Third"], said.Select(message => message.Text));
    }

    [Fact]
    public async Task Where_nobody_repeats_it_the_thread_ends_it_by_itself()
    {
        await OpenAsync("42");
        await FailToEndAsync(Text("And then?"));
        Assert.Contains("underWay", Body(), StringComparison.Ordinal);
        await Eventually.BecomesTrue(
            () =>
            {
                Shell.Clock.Advance(TimeSpan.FromSeconds(10));
                return !Body().Contains("underWay", StringComparison.Ordinal);
            },
            "the message has ended");
    }

    private string Body() => Encoding.UTF8.GetString(Shell.Storage.BodyOf(ThreadGrain));

    /// <summary>The thread's first write, that it has begun, is kept; its second is not.</summary>
    private async Task FailToEndAsync(InboundMessage message)
    {
        var writes = 0;
        Shell.Storage.Fate = grain => grain.ToString() == ThreadGrain && Interlocked.Increment(ref writes) == 2
            ? WriteFate.Failed
            : WriteFate.Kept;
        await Assert.ThrowsAsync<StoreUnavailableException>(() => Shell.Engine.ReceiveAsync(Thread, message, default));
        Shell.Storage.Fate = null;
    }
}
