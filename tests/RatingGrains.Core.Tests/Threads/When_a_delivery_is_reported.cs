using RatingGrains.Conversations;

namespace RatingGrains.Threads;

public sealed class When_a_delivery_is_reported
{
    private static readonly DateTimeOffset Tomorrow = Noon.AddDays(1);
    private readonly Dialogue _dialogue = new(Telegram);

    public When_a_delivery_is_reported() => _dialogue.Types("Hello");

    [Fact]
    public void a_reply_to_it_finds_its_conversation()
    {
        _dialogue.Delivers(First, "p1");
        Assert.Equal(new SentPrompt(MessageId.Parse("p1"), First), Assert.Single(_dialogue.Memory.Prompts));
    }

    [Fact]
    public void twice_it_is_remembered_once()
    {
        _dialogue.Delivers(First, "p1");
        _dialogue.Delivers(First, "p1");
        Assert.Single(_dialogue.Memory.Prompts);
    }

    [Fact]
    public void the_last_fifty_are_remembered()
    {
        for (var i = 0; i <= ThreadMemory.PromptsMax; i++)
            _dialogue.Delivers(First, $"p{i}");

        Assert.Equal(ThreadMemory.PromptsMax, _dialogue.Memory.Prompts.Length);
        Assert.Equal("p1", _dialogue.Memory.Prompts[0].Message.Value);
    }

    [Fact]
    public void that_the_connector_cannot_send_holds_for_the_next_conversation_too()
    {
        _dialogue.Fails(First, Tomorrow);
        _dialogue.Does(First, MarksSpam(Anna)).Types("Hello again");

        Assert.Equal(Tomorrow, _dialogue[Second].CannotSendUntil);
        _dialogue.Does(Second, Finishes(Anna));
        Assert.Equal(RequestReason.ConnectorCannotSend, _dialogue[Second].Request.Reason);
    }

    [Fact]
    public void a_failure_without_a_time_leaves_it_as_it_is_and_a_success_ends_it()
    {
        _dialogue.Fails(First, Tomorrow);
        _dialogue.Fails(First, null);
        Assert.Equal(Tomorrow, _dialogue.Memory.CannotSendUntil);

        _dialogue.Delivers(First, "p1");
        Assert.Null(_dialogue.Memory.CannotSendUntil);
    }
}
