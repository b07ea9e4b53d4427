using RatingGrains.Conversations;
using RatingGrains.Ports;
using RatingGrains.Threads;

namespace RatingGrains.Contract;

/// <summary>What leaves through a messenger: at least once, with back-off, a limit, and a place for what failed.</summary>
public abstract partial class EngineContract
{
    private static readonly ThreadId Pigeons = ThreadOf("42", StandInMessenger.Pigeon.Value);

    [Fact]
    public async Task A_request_goes_out_through_the_messenger_and_a_reply_to_it_finds_its_conversation()
    {
        var first = await AskedAsync(Pigeons);
        await SentAsync(CustomerEventKind.RatingRequest, 1);
        await DoAsync(first, new Finish(Anna, "anna"));
        var second = await SayAsync(Pigeons, "Another thing");
        await DoAsync(second.Conversation!.Value, new Answer(Anna, "Yes?"));
        await Eventually.BecomesTrue(
            async () => (await Engine.FindAsync(first, default))!.State.Request.State == RequestState.Sent, "it is asked");

        var reply = await Engine.ReceiveAsync(Pigeons, Text("0", replyTo: "pigeon-2"), default);
        Assert.Equal((first, MessageOutcome.Rated), (reply.Conversation!.Value, reply.Outcome));
    }

    [Fact]
    public async Task What_fails_is_tried_again_and_arrives_in_order()
    {
        var failures = 2;
        Shell.Messenger.Answer = _ => Interlocked.Decrement(ref failures) >= 0
            ? new SendResult(null, "busy")
            : new SendResult(MessageId.Parse("delivered"));
        var id = await AskedAsync(Pigeons);
        await Eventually.BecomesTrue(
            () =>
            {
                Clock.Advance(TimeSpan.FromSeconds(1));
                return Shell.Messenger.Sent.Count(sent => sent.Message.Kind == CustomerEventKind.RatingRequest) == 1;
            },
            "the request was sent");
        var kinds = Shell.Messenger.Sent.Select(sent => sent.Message.Kind).ToList();
        Assert.Equal([CustomerEventKind.Answer, CustomerEventKind.Answer, CustomerEventKind.Answer, CustomerEventKind.RatingRequest], kinds);
        Assert.Equal(RequestState.Sent, (await StateAsync(id)).Request.State);
    }

    [Fact]
    public async Task What_cannot_be_delivered_is_parked_the_request_says_so_and_a_retry_asks_after_all()
    {
        Shell.Messenger.Answer = message => message.Kind == CustomerEventKind.RatingRequest
            ? new SendResult(null, "blocked by the customer", Lasting: true)
            : new SendResult(MessageId.Parse("fine"));
        var id = await AskedAsync(Pigeons);
        await Eventually.BecomesTrue(
            async () => (await StateAsync(id)).Request is NotSent { Reason: RequestReason.DeliveryFailed }, "it was not sent");
        var parked = Assert.Single(await Shell.Parked.ListAsync(0, 10, default));
        Assert.Equal("blocked by the customer", parked.Error);

        Shell.Messenger.Answer = null;
        Clock.Advance(TimeSpan.FromMinutes(1));
        Assert.True(await Shell.Parked.RetryAsync(parked.Sequence, default));
        await Eventually.BecomesTrue(
            async () => (await StateAsync(id)).Request.State == RequestState.Sent, "the request was sent after all");
        Assert.Empty(await Shell.Parked.ListAsync(0, 10, default));
        Assert.False(await Shell.Parked.RetryAsync(parked.Sequence, default));
    }

    [Fact]
    public async Task What_was_not_confirmed_before_a_restart_is_sent_after_it()
    {
        Shell.Messenger.Answer = _ => new SendResult(null, "down");
        var id = await AskedAsync(Pigeons);
        await Eventually.BecomesTrue(() => !Shell.Messenger.Sent.IsEmpty, "it was tried");
        await RestartAsync();
        Clock.Advance(TimeSpan.FromMinutes(5));
        await SentAsync(CustomerEventKind.RatingRequest, 1);
        await Eventually.BecomesTrue(
            async () => (await StateAsync(id)).Status == ConversationStatus.Closing, "it goes on closing");
    }

    [Fact]
    public async Task A_connector_that_says_it_cannot_send_is_not_asked_to()
    {
        var id = (await SayAsync(ThreadOf("42"), "Hello")).Conversation!.Value;
        await DoAsync(id, new Answer(Anna, "Good morning"));
        var state = await StateAsync(id);
        await Engine.ReportDeliveryAsync(
            new DeliveryReport(state.Thread, id, null, null, "window closed", Clock.GetUtcNow().AddDays(1)), default);
        state = await DoAsync(id, new Finish(Anna, "anna"));
        Assert.Equal((RequestState.NotSent, RequestReason.ConnectorCannotSend), (state.Request.State, state.Request.Reason));
    }

    private Task SentAsync(CustomerEventKind kind, int count) => Eventually.BecomesTrue(
        () => Shell.Messenger.Sent.Count(sent => sent.Message.Kind == kind) >= count, $"{count} × {kind} sent");
}
