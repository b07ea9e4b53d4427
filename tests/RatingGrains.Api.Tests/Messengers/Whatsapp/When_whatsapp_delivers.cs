using System.Net;
using RatingGrains.Channels;
using RatingGrains.Conversations;
using RatingGrains.Ports;
using RatingGrains.Threads;
using static RatingGrains.Api.Messengers.Whatsapp.TestedWhatsapp;

namespace RatingGrains.Api.Messengers.Whatsapp;

public sealed class When_whatsapp_delivers : IAsyncLifetime
{
    private static readonly TestedWhatsapp Whatsapp = new();

    private NotingHost _host = null!;

    public async Task InitializeAsync() => _host = await NotingHost.StartAsync(channel => channel with
    {
        Whatsapp = new MetaSettings(
            Number, ReversingBox.Reverse(Token), ReversingBox.Reverse(AppSecret), ReversingBox.Reverse(VerifyToken)),
    });

    public Task DisposeAsync() => _host.DisposeAsync().AsTask();

    [Fact]
    public async Task A_text_reaches_the_customers_thread_with_its_name_and_the_end_of_its_window()
    {
        var sent = NotingHost.Now.AddHours(-2);

        await DeliverAsync(Message(
            1, """ "type":"text","text":{"body":"Where is my parcel?"} """, at: sent.ToUnixTimeSeconds()));

        var (thread, message) = _host.Single;
        Assert.Equal("whatsapp|shop|16505551234|16505551234", thread.Value);
        Assert.Equal(
            new InboundMessage(
                MessageId.Parse("wamid.1"), "Ann Lee", new TextContent("Where is my parcel?"),
                CanSendUntil: sent.AddHours(24)),
            message);
    }

    [Fact]
    public async Task A_hundred_messages_of_ten_customers_are_a_hundred_and_each_customers_are_in_order()
    {
        var messages = Enumerable.Range(0, 100).Select(number => Message(
            number, $$""" "type":"text","text":{"body":"{{number:000}}"} """, from: $"49170000000{number % 10}"));

        await DeliverAsync([.. messages]);

        Assert.Equal(100, _host.Engine.Received.Count);
        foreach (var thread in _host.Engine.Received.GroupBy(received => received.Thread))
        {
            var texts = thread.Select(received => ((TextContent)received.Message.Content).Text).ToArray();
            Assert.Equal(10, texts.Length);
            Assert.Equal(texts.Order(StringComparer.Ordinal), texts);
        }
    }

    [Theory]
    [InlineData("r:c-17:1", RatingValue.Like)]
    [InlineData("r:c-17:0", RatingValue.Dislike)]
    [InlineData("r:c-17:l", null)]
    public async Task A_tap_is_a_rating_of_the_conversation_in_its_button(string button, RatingValue? value)
    {
        await PostAsync(Whatsapp.Taps(1, button));

        Assert.Equal(new RatingContent(value), _host.Single.Message.Content);
        Assert.Equal(new ConversationId("c-17"), _host.Single.Message.Token);
        Assert.Equal(MessageId.Parse("wamid.PROMPT"), _host.Single.Message.InReplyTo);
    }

    [Theory]
    [InlineData(""" "type":"button","button":{"payload":"theirs","text":"Yes"} """, "Yes")]
    [InlineData(""" "type":"interactive","interactive":{"type":"list_reply","list_reply":{"id":"1","title":"One"}} """, "One")]
    [InlineData(""" "type":"image","image":{"id":"1","caption":"the broken cup"} """, "[image] the broken cup")]
    [InlineData(""" "type":"audio","audio":{"id":"1","voice":true} """, "[audio]")]
    [InlineData(""" "type":"location","location":{"latitude":1.5,"longitude":2} """, "[location]")]
    [InlineData(""" "type":"unsupported","errors":[{"code":131051}] """, "[unsupported]")]
    public async Task What_is_not_text_is_passed_on_by_its_name(string content, string text)
    {
        await DeliverAsync(Message(1, content));

        Assert.Equal(new TextContent(text), _host.Single.Message.Content);
    }

    [Fact]
    public async Task Half_an_emoji_is_no_reason_to_lose_a_message()
    {
        await PostAsync(Whatsapp.Says(1, "half").Replace("\"half\"", "\"half \\ud83d\"").Replace("Ann Lee", "Ann \\ude00"));

        Assert.Equal(new TextContent("half \ufffd"), _host.Single.Message.Content);
        Assert.Equal("Ann \ufffd", _host.Single.Message.CustomerName);
    }

    [Fact]
    public async Task The_signature_is_over_the_bytes_whatever_they_look_like()
    {
        var body = Whatsapp.Says(1, "half").Replace("half", "\\u0421\\u043f\\u0430\\u0441\\u0438\\u0431\\u043e \\/ 1");

        await PostAsync(body);

        Assert.Equal(new TextContent("Спасибо / 1"), _host.Single.Message.Content);
    }

    [Fact]
    public async Task What_is_no_customers_word_is_taken_and_left_at_that()
    {
        await DeliverAsync(Message(1, """ "type":"reaction","reaction":{"message_id":"wamid.OURS","emoji":"👍"} """));
        await DeliverAsync(Message(2, """ "type":"system","system":{"body":"changed number"} """));
        await DeliverAsync(Message(3, """ "group_id":"g1","type":"text","text":{"body":"1"} """));
        await DeliverAsync(Message(4, """ "type":"text","text":{"body":""} """));
        await DeliverAsync(Message(5, """ "type":"text","text":{"body":"no sender"} """, from: ""));
        await DeliverAsync("7", "null", "[]", "\"message\"");
        await PostAsync(Reports("delivered", ""","biz_opaque_callback_data":"q:c-17:1" """));
        await PostAsync("""{"object":"whatsapp_business_account","entry":[{"changes":[{"field":"account_update"}]}]}""");
        await PostAsync("{}");

        Assert.Empty(_host.Engine.Received);
        Assert.Empty(_host.Engine.Reports);
    }

    [Fact]
    public async Task One_odd_entry_does_not_take_the_others_with_it()
    {
        await DeliverAsync(
            "7", Message(1, """ "type":"text","text":{"body":"first"} """), """{"id":{},"from":[]}""",
            Message(2, """ "type":"text","text":{"body":"second"} """));

        Assert.Equal(["wamid.1", "wamid.2"], _host.Engine.Received.Select(received => received.Message.Id.Value));
    }

    [Fact]
    public async Task Another_numbers_messages_are_left_and_it_is_said()
    {
        await PostAsync(Changes(
            $"\"messages\":[{Message(1, """ "type":"text","text":{"body":"hi"} """)}]", number: "999"));

        Assert.Empty(_host.Engine.Received);
        Assert.Contains(_host.Logs.Lines, line => line.Contains("other numbers"));
    }

    [Fact]
    public async Task A_request_that_failed_after_all_is_reported_to_its_conversation()
    {
        await PostAsync(Reports("failed", """
            ,"biz_opaque_callback_data":"q:c-17:2","errors":[{"code":131047,"title":"Re-engagement message",
            "error_data":{"details":"More than 24 hours have passed"}}]
            """));

        var report = Assert.Single(_host.Engine.Reports);
        Assert.Equal("whatsapp|shop|16505551234|16505551234", report.Thread.Value);
        Assert.Equal((new ConversationId("c-17"), 2), (report.Conversation, report.RequestNumber));
        Assert.Contains("131047", report.Error);
        Assert.Contains("24 hours", report.Error);
    }

    [Fact]
    public async Task A_message_that_failed_and_was_no_request_is_nobodys_business()
    {
        await PostAsync(Reports("failed", ""","errors":[{"code":131026}] """));

        Assert.Empty(_host.Engine.Reports);
    }

    [Fact]
    public async Task A_store_that_cannot_keep_it_is_503_so_that_it_comes_again()
    {
        _host.Engine.Receipt = () => throw new StoreUnavailableException("The disk is full.");

        var answer = await _host.PostAsync("whatsapp", Whatsapp.Sign(Whatsapp.Says(1, "hi")));

        Assert.Equal("storeUnavailable", answer.Is(HttpStatusCode.ServiceUnavailable).Code);
        Assert.NotNull(answer.Message.Headers.RetryAfter);
    }

    [Fact]
    public async Task The_challenge_is_echoed_to_who_knows_the_word()
    {
        var answer = await _host.GetAsync(
            "whatsapp", $"?hub.mode=subscribe&hub.challenge=1158201444&hub.verify_token={VerifyToken}");

        Assert.Equal("1158201444", await answer.Content.ReadAsStringAsync());
        Assert.Equal("text/plain", answer.Content.Headers.ContentType?.MediaType);
    }

    [Theory]
    [InlineData("?hub.mode=subscribe&hub.challenge=1&hub.verify_token=guess")]
    [InlineData("?hub.mode=unsubscribe&hub.challenge=1&hub.verify_token=meatyhamhock")]
    [InlineData("?hub.mode=subscribe&hub.verify_token=meatyhamhock")]
    [InlineData("")]
    public async Task Others_are_forbidden(string query) =>
        Assert.Equal(HttpStatusCode.Forbidden, (await _host.GetAsync("whatsapp", query)).StatusCode);

    private Task DeliverAsync(params string[] messages) => PostAsync(Delivers(messages));

    private async Task PostAsync(string body) =>
        (await _host.PostAsync("whatsapp", Whatsapp.Sign(body))).Is(HttpStatusCode.OK);
}
