namespace RatingGrains.Threads;

public sealed class When_a_text_is_fingerprinted
{
    [Fact]
    public void the_same_text_has_the_same_one_today_and_after_a_restart()
    {
        // Stored in every thread: another value would let every message of the last week in a second time.
        Assert.Equal(0x0EA3_B05F_BA4D_F22C, Fingerprint.Of("hello"));
        Assert.Equal(Fingerprint.Of(new string('é', 20_000)), Fingerprint.Of(new string('é', 20_000)));
    }

    [Fact]
    public void a_text_that_looks_like_a_reply_is_not_one() => Assert.NotEqual(
        Fingerprint.Of(TextMessage("a\u001fb")),
        Fingerprint.Of(TextMessage("a", inReplyTo: "b")));

    [Fact]
    public void a_message_is_not_the_one_with_its_number_in_another_chat()
    {
        var number = MessageId.Parse("5");
        var there = Fingerprint.Of(ThreadOn(Telegram), number);
        Assert.NotEqual(there, Fingerprint.Of(ThreadOn(LiveChat), number));
        Assert.Equal(there, Fingerprint.Of(ThreadOn(Telegram), number));
    }

    [Fact]
    public void a_tap_is_not_the_word_for_it() =>
        Assert.NotEqual(Fingerprint.Of(TextMessage("Like")), Fingerprint.Of(Tap(Conversations.RatingValue.Like)));
}
