using System.Net;
using RatingGrains.Channels;
using RatingGrains.Conversations;
using RatingGrains.Kernel;
using RatingGrains.Threads;

namespace RatingGrains.Api.Messengers.Signed;

public sealed class When_an_own_sender_posts : IAsyncLifetime
{
    private const string Secret = "shared-with-our-sender";

    private NotingHost _host = null!;

    public async Task InitializeAsync() => _host = await NotingHost.StartAsync(
        channel => channel with { Signed = new SignedSettings(ReversingBox.Reverse(Secret)) });

    public Task DisposeAsync() => _host.DisposeAsync().AsTask();

    [Fact]
    public async Task One_message_reaches_its_thread_and_is_answered_with_what_became_of_it()
    {
        var answer = await PostAsync("""
            {"connector":"sms","chatId":"+39 555","userId":"7","userName":"Ann","messageId":"m1","text":"1",
            "inReplyTo":"p1","sentAt":"2026-01-31T08:00:00Z","canSendUntil":"2026-02-01T08:00:00Z","theirs":{"x":1}}
            """);

        Assert.Equal(
            """{"results":[{"messageId":"m1","conversationId":"c1","outcome":"opened","refusal":null}]}""",
            answer.Good.GetRawText());
        Assert.Equal("sms|shop|+39 555|7", _host.Single.Thread.Value);
        Assert.Equal(
            new InboundMessage(
                MessageId.Parse("m1"), "Ann", new TextContent("1"), MessageId.Parse("p1"), null,
                new DateTimeOffset(2026, 2, 1, 8, 0, 0, TimeSpan.Zero)),
            _host.Single.Message);
    }

    [Theory]
    [InlineData("like", RatingValue.Like)]
    [InlineData("dislike", RatingValue.Dislike)]
    [InlineData("later", null)]
    public async Task A_rating_is_one(string rating, RatingValue? value)
    {
        _ = (await PostAsync($$"""{"connector":"app","chatId":"1","userId":"1","messageId":"m1","rating":"{{rating}}"}""")).Good;

        Assert.Equal(new RatingContent(value), _host.Single.Message.Content);
    }

    [Fact]
    public async Task Many_are_answered_in_the_order_they_were_sent_in()
    {
        var messages = Enumerable.Range(0, 300).Select(
            number => $$"""{"connector":"app","chatId":"{{number % 7}}","userId":"1","messageId":"m{{number}}","text":"hi"}""");

        var answer = await PostAsync($$"""{"messages":[{{string.Join(',', messages)}}]}""");

        Assert.Equal(
            Enumerable.Range(0, 300).Select(number => $"m{number}"),
            answer.Good.GetProperty("results").EnumerateArray().Select(one => one.GetProperty("messageId").GetString()));
        Assert.Equal(300, _host.Engine.Received.Count);
    }

    [Fact]
    public async Task A_refusal_is_said_of_the_message_it_is_about()
    {
        _host.Engine.Receipt = () => new(null, MessageOutcome.NotExpected, Rejection.ChannelInactive);

        var answer = await PostAsync("""{"connector":"app","chatId":"1","userId":"1","messageId":"m1","text":"hi"}""");

        Assert.Equal("channelInactive", answer.Good.GetProperty("results")[0].GetProperty("refusal").GetString());
    }

    [Theory]
    [InlineData("{}", "chatId connector messageId text userId")]
    [InlineData("""{"messages":[]}""", "messages")]
    [InlineData("""{"messages":{}}""", "messages")]
    [InlineData("""{"messages":[7]}""", "messages[0].chatId messages[0].connector messages[0].messageId messages[0].text messages[0].userId")]
    [InlineData("""{"connector":"a b","chatId":7,"userId":"1","messageId":"m","text":"hi"}""", "chatId connector")]
    [InlineData("""{"connector":"a","chatId":"1","userId":"1","messageId":"m","text":"hi","rating":"like"}""", "text")]
    [InlineData("""{"connector":"a","chatId":"1","userId":"1","messageId":"m","rating":"love"}""", "rating")]
    [InlineData("""{"connector":"a","chatId":"1","userId":"1","messageId":"m","text":"","canSendUntil":"soon"}""", "canSendUntil text")]
    public async Task What_is_broken_is_named_and_nothing_is_taken(string body, string fields)
    {
        var answer = await PostAsync(body);

        Assert.Equal("invalid", answer.Is(HttpStatusCode.UnprocessableEntity).Code);
        Assert.Equal(fields, string.Join(' ', answer.BrokenFields.Order(StringComparer.Ordinal)));
        Assert.Empty(_host.Engine.Received);
    }

    [Theory]
    [InlineData(0, true)]
    [InlineData(-300, true)]
    [InlineData(300, true)]
    [InlineData(-301, false)]
    [InlineData(301, false)]
    public async Task A_signature_is_good_for_five_minutes(int seconds, bool isGood)
    {
        var at = NotingHost.Now.AddSeconds(seconds).ToUnixTimeSeconds();

        var answer = await _host.PostAsync("signed", Sign(Hello, $"{at}"));

        answer.Is(isGood ? HttpStatusCode.OK : HttpStatusCode.Unauthorized);
    }

    [Fact]
    public async Task The_time_is_signed_too()
    {
        var (now, other) = (NotingHost.Now.ToUnixTimeSeconds(), NotingHost.Now.ToUnixTimeSeconds() - 1);
        var stolen = new HookPost(Hello, ("X-Signature", Sign(Hello, $"{now}").Headers[0].Value), ("X-Timestamp", $"{other}"));

        (await _host.PostAsync("signed", stolen)).Is(HttpStatusCode.Unauthorized);
        (await _host.PostAsync("signed", new HookPost(Hello))).Is(HttpStatusCode.Unauthorized);
        (await _host.PostAsync("signed", Sign(Hello, ""))).Is(HttpStatusCode.Unauthorized);
        (await _host.PostAsync("signed", Sign(Hello, "-1"))).Is(HttpStatusCode.Unauthorized);
        (await _host.PostAsync("signed", Sign(Hello, "99999999999999999999"))).Is(HttpStatusCode.Unauthorized);
    }

    private const string Hello = """{"connector":"app","chatId":"1","userId":"1","messageId":"m1","text":"hi"}""";

    private Task<Host.Answer> PostAsync(string body) =>
        _host.PostAsync("signed", Sign(body, $"{NotingHost.Now.ToUnixTimeSeconds()}"));

    private static HookPost Sign(string body, string at) => new(
        body, ("X-Signature", "sha256=" + Signing.Hex(Secret, $"{at}.{body}")), ("X-Timestamp", at));
}
