using System.Net;
using RatingGrains.Channels;
using RatingGrains.Conversations;
using RatingGrains.Threads;
using static RatingGrains.Api.Messengers.Platform.TestedFacebook;

namespace RatingGrains.Api.Messengers.Platform;

public sealed class When_messenger_delivers : IAsyncLifetime
{
    private static readonly TestedFacebook Facebook = new();

    private NotingHost _host = null!;

    public async Task InitializeAsync() => _host = await NotingHost.StartAsync(channel => channel with
    {
        Messenger = Settings(Facebook.Account),
        Instagram = Settings(new TestedInstagram().Account),
    });

    public Task DisposeAsync() => _host.DisposeAsync().AsTask();

    [Fact]
    public async Task A_text_reaches_the_thread_of_its_sender_with_the_end_of_its_window()
    {
        var sent = NotingHost.Now.AddMinutes(-90);

        await PostAsync(Facebook.Delivers(
            """ "message":{"mid":"m_1","text":"hello, world!","reply_to":{"mid":"m_OURS"}} """,
            sent.ToUnixTimeMilliseconds()));

        Assert.Equal("messenger|shop|4242424242424242|4242424242424242", _host.Single.Thread.Value);
        Assert.Equal(
            new InboundMessage(
                MessageId.Parse("m_1"), null, new TextContent("hello, world!"), MessageId.Parse("m_OURS"),
                CanSendUntil: sent.AddHours(24)),
            _host.Single.Message);
    }

    [Theory]
    [InlineData(""" "message":{"mid":"m_1","text":"👍","quick_reply":{"payload":"r:c-17:1"}} """, RatingValue.Like)]
    [InlineData(""" "postback":{"mid":"m_1","title":"👎","payload":"r:c-17:0"} """, RatingValue.Dislike)]
    public async Task A_tap_is_a_rating_of_the_conversation_in_its_button(string content, RatingValue value)
    {
        await PostAsync(Facebook.Delivers(content));

        Assert.Equal(new RatingContent(value), _host.Single.Message.Content);
        Assert.Equal(new ConversationId("c-17"), _host.Single.Message.Token);
    }

    [Theory]
    [InlineData(""" "postback":{"mid":"m_1","title":"Get Started","payload":"GET_STARTED"} """, "Get Started")]
    [InlineData(""" "message":{"mid":"m_1","attachments":[{"type":"image","payload":{}},{"type":"file"}]} """, "[image] [file]")]
    [InlineData(""" "message":{"mid":"m_1","is_unsupported":true} """, "[unsupported]")]
    public async Task What_is_not_text_is_passed_on_by_its_name(string content, string text)
    {
        await PostAsync(Facebook.Delivers(content));

        Assert.Equal(new TextContent(text), _host.Single.Message.Content);
    }

    [Theory]
    [InlineData(""" "message":{"mid":"m_1","text":"our own","is_echo":true,"app_id":1} """)]
    [InlineData(""" "message":{"mid":"m_1","is_deleted":true} """)]
    [InlineData(""" "message_edit":{"mid":"m_1","text":"1","num_edit":1} """)]
    [InlineData(""" "reaction":{"reaction":"love","action":"react","mid":"m_1"} """)]
    [InlineData(""" "delivery":{"mids":["m_1"],"watermark":1} """)]
    [InlineData(""" "read":{"watermark":1} """)]
    [InlineData(""" "message":{"text":"without a name"} """)]
    public async Task What_is_no_customers_word_is_taken_and_left_at_that(string content)
    {
        await PostAsync(Facebook.Delivers(content));

        Assert.Empty(_host.Engine.Received);
    }

    [Fact]
    public async Task Instagram_has_threads_of_its_own()
    {
        await PostAsync(new TestedInstagram().Says(1, "ciao"), "instagram");

        Assert.Equal("instagram|shop|4242424242424242|4242424242424242", _host.Single.Thread.Value);
    }

    [Fact]
    public async Task A_very_long_name_of_a_message_goes_by_its_hash()
    {
        var name = "aWdf" + new string('Z', 400);

        await PostAsync(Facebook.Delivers($$""" "message":{"mid":"{{name}}","text":"hi"} """));
        await PostAsync(Facebook.Delivers($$""" "message":{"mid":"{{name}}2","text":"hi"} """));

        Assert.All(_host.Engine.Received, received => Assert.StartsWith("sha256:", received.Message.Id.Value));
        Assert.Equal(2, _host.Engine.Received.Select(received => received.Message.Id).Distinct().Count());
    }

    [Fact]
    public async Task Another_pages_messages_are_left_and_it_is_said()
    {
        await PostAsync(Facebook.Says(1, "hi").Replace(Facebook.Account, "999"));

        Assert.Empty(_host.Engine.Received);
        Assert.Contains(_host.Logs.Lines, line => line.Contains("other accounts"));
    }

    private async Task PostAsync(string body, string kind = "messenger") =>
        (await _host.PostAsync(kind, Facebook.Sign(body))).Is(HttpStatusCode.OK);

    private static MetaSettings Settings(string account) => new(
        account, ReversingBox.Reverse(Token), ReversingBox.Reverse(AppSecret), ReversingBox.Reverse(VerifyToken));
}
