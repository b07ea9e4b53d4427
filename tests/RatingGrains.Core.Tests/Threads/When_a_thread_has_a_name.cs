using RatingGrains.Kernel;

namespace RatingGrains.Threads;

/// <summary><c>connector|channel|chat|user</c>: two dialogues never share a name.</summary>
public sealed class When_a_thread_has_a_name
{
    [Fact]
    public void its_parts_can_be_read_back()
    {
        var thread = ThreadId.Of(Telegram, Web, ChatId.Parse("-100|7%"), CustomerId.Parse("%7C"));

        Assert.Equal("telegram|web|-100%7C7%25|%257C", thread.Value);
        Assert.Equal((Telegram, Web, "-100|7%", "%7C"), (thread.Connector, thread.Channel, thread.Chat.Value, thread.Customer.Value));
        Assert.True(ThreadId.TryParse(thread.Value, out var parsed));
        Assert.Equal(thread, parsed);
    }

    [Fact]
    public void a_bar_in_an_id_does_not_make_another_dialogue() => Assert.NotEqual(
        ThreadId.Of(Telegram, Web, ChatId.Parse("a|b"), CustomerId.Parse("c")),
        ThreadId.Of(Telegram, Web, ChatId.Parse("a"), CustomerId.Parse("b|c")));

    [Theory]
    [InlineData(null), InlineData(""), InlineData("telegram|web|chat"), InlineData("telegram|web|chat|user|more")]
    [InlineData("tele gram|web|chat|user"), InlineData("telegram||chat|user"), InlineData("telegram|web|chat|us\ner")]
    public void other_texts_are_no_names(string? text) => Assert.False(ThreadId.TryParse(text, out _));

    [Fact]
    public void ids_of_others_have_up_to_256_characters_and_none_of_control()
    {
        Assert.True(MessageId.TryParse(new string('x', 256), out _));
        Assert.True(ChatId.TryParse("a/b c é 👍", out _));
        Assert.False(MessageId.TryParse(new string('x', 257), out _));
        Assert.False(CustomerId.TryParse("", out _));
        Assert.False(CustomerId.TryParse("a\u0007", out _));
        Assert.False(ChatId.TryParse(null, out _));
    }

    [Fact]
    public void our_own_ids_have_up_to_64_plain_characters()
    {
        Assert.True(Agents.AgentId.TryParse("Anna.B_1:x-y", out var agent));
        Assert.Equal("Anna.B_1:x-y", agent.ToString());
        Assert.True(Agents.TeamId.TryParse(new string('x', 64), out _));
        Assert.False(Agents.AgentId.TryParse(new string('x', 65), out _));
        Assert.False(Channels.ChannelId.TryParse("a/b", out _));
        Assert.False(Channels.ConnectorId.TryParse("é", out _));
        Assert.False(Conversations.ConversationId.TryParse("", out _));
    }

    [Fact]
    public void case_makes_a_difference() => Assert.NotEqual(Agents.AgentId.Parse("anna"), Agents.AgentId.Parse("Anna"));

    [Fact]
    public void parsing_something_else_says_what_it_is_not()
    {
        var thrown = Assert.Throws<FormatException>(() => TextIdRules.Parse<Channels.ChannelId>("a b"));
        Assert.Equal("'a b' is not a valid ChannelId.", thrown.Message);
    }
}
