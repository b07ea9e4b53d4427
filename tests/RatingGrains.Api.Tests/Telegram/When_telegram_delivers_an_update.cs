using System.Net;
using RatingGrains.Api.Host;
using RatingGrains.Conversations;
using RatingGrains.Kernel;
using RatingGrains.Ports;
using RatingGrains.Threads;

namespace RatingGrains.Api.Telegram;

public sealed class When_telegram_delivers_an_update : IAsyncLifetime
{
    private HookHost _host = null!;

    public async Task InitializeAsync() => _host = await HookHost.StartAsync();

    public Task DisposeAsync() => _host.DisposeAsync().AsTask();

    [Fact]
    public async Task A_text_reaches_the_thread_of_its_chat_and_user()
    {
        await AcceptAsync(TelegramCustomer.Says(10001, "Where is my parcel?"));

        var (thread, message) = Assert.Single(_host.Engine.Received);
        Assert.Equal("telegram|bot|42|42", thread.Value);
        Assert.Equal(
            new InboundMessage(MessageId.Parse("u10001"), "Ann Lee", new TextContent("Where is my parcel?")), message);
    }

    [Fact]
    public async Task A_reply_names_the_message_it_replies_to()
    {
        await AcceptAsync(TelegramCustomer.Says(1, "1", replyTo: 1007));

        Assert.Equal(MessageId.Parse("1007"), Assert.Single(_host.Engine.Received).Message.InReplyTo);
    }

    [Theory]
    [InlineData("1", RatingValue.Like)]
    [InlineData("0", RatingValue.Dislike)]
    [InlineData("l", null)]
    public async Task A_tap_is_a_rating_of_the_conversation_in_its_button(string button, RatingValue? rating)
    {
        await AcceptAsync(TelegramCustomer.Taps(7, $"r:0A.b_c:9-z:{button}"));

        var (thread, message) = Assert.Single(_host.Engine.Received);
        Assert.Equal("telegram|bot|42|42", thread.Value);
        Assert.Equal(new RatingContent(rating), message.Content);
        Assert.Equal(new ConversationId("0A.b_c:9-z"), message.Token);
    }

    [Theory]
    [InlineData("r:c1:1")]
    [InlineData("somebody else's button")]
    public async Task Every_tap_is_answered(string data)
    {
        await AcceptAsync(TelegramCustomer.Taps(7, data, callback: "tap-1"));

        await Eventually.HoldsAsync(() => _host.Telegram.Calls.Any(call =>
            call is { Method: "answerCallbackQuery", Token: HookHost.Token }
            && (string?)call.Body["callback_query_id"] == "tap-1"));
    }

    [Theory]
    [InlineData("r:c1:2")]
    [InlineData("r:c1:")]
    [InlineData("r::1")]
    [InlineData("r:")]
    [InlineData("r:1")]
    [InlineData("R:c1:1")]
    [InlineData("r:not an id:1")]
    [InlineData("")]
    public async Task A_foreign_button_rates_nothing(string data)
    {
        await AcceptAsync(TelegramCustomer.Taps(7, data));

        Assert.Empty(_host.Engine.Received);
    }

    [Theory]
    [InlineData("photo", "the broken cup", "[photo] the broken cup")]
    [InlineData("voice", null, "[voice]")]
    [InlineData("sticker", null, "[sticker]")]
    [InlineData("photo", "1", "[photo] 1")]
    public async Task What_is_not_text_is_passed_on_by_its_name(string what, string? caption, string text)
    {
        await AcceptAsync(TelegramCustomer.Shows(3, what, caption));

        Assert.Equal(new TextContent(text), Assert.Single(_host.Engine.Received).Message.Content);
    }

    [Fact]
    public async Task What_is_no_customers_word_is_taken_and_left_at_that()
    {
        await AcceptAsync(TelegramCustomer.Edits(1, "1"));
        await AcceptAsync(TelegramCustomer.Shows(2, "pinned_message"));
        await AcceptAsync(TelegramCustomer.Says(3, "hello all", chatType: "group"));
        await AcceptAsync(TelegramCustomer.Says(4, "1", chatType: "supergroup"));
        await AcceptAsync(TelegramCustomer.Says(5, "beep").Replace("\"is_bot\":false", "\"is_bot\":true"));
        await AcceptAsync("""{"update_id":6,"channel_post":{"chat":{"id":-100,"type":"channel"},"text":"1"}}""");
        await AcceptAsync("""{"update_id":7,"my_chat_member":{"chat":{"id":42,"type":"private"}}}""");
        await AcceptAsync("""{"update_id":8}""");

        Assert.Empty(_host.Engine.Received);
    }

    [Theory]
    [InlineData(null)]
    [InlineData("")]
    [InlineData("hook-Secret_2")]
    [InlineData("hook-secret_1")]
    [InlineData("1_terceS-kooh")]
    public async Task Without_the_secret_it_is_401(string? secret)
    {
        var answer = await _host.PostAsync(TelegramCustomer.Says(1, "hi"), secret);

        Assert.Equal("unauthorized", answer.Is(HttpStatusCode.Unauthorized).Code);
        Assert.Empty(_host.Engine.Received);
    }

    [Theory]
    [InlineData("web")]
    [InlineData("nobody")]
    [InlineData("not%20an%20id")]
    public async Task A_channel_without_a_bot_is_404(string channel)
    {
        var answer = await _host.PostAsync(TelegramCustomer.Says(1, "hi"), channel: channel);

        Assert.Equal("channelUnknown", answer.Is(HttpStatusCode.NotFound).Code);
    }

    [Theory]
    [InlineData("{")]
    [InlineData("")]
    [InlineData("[]")]
    public async Task What_is_no_json_object_is_400(string body)
    {
        var answer = await _host.PostAsync(body);

        Assert.Equal("malformedBody", answer.Is(HttpStatusCode.BadRequest).Code);
    }

    [Theory]
    [InlineData("{}", "")]
    [InlineData("""{"update_id":"1"}""", "update_id")]
    [InlineData("""{"update_id":1,"message":{"text":"hi"}}""", "message")]
    [InlineData("""{"update_id":1,"message":{"chat":{"id":1},"text":"\ud800"}}""", "message.text")]
    public async Task What_is_no_update_is_422_and_the_field_is_named(string body, string field)
    {
        var answer = await _host.PostAsync(body);

        Assert.Equal("invalid", answer.Is(HttpStatusCode.UnprocessableEntity).Code);
        Assert.Equal([field], answer.BrokenFields);
        Assert.Empty(_host.Engine.Received);
    }

    [Fact]
    public async Task Four_mebibytes_are_taken_and_more_is_413()
    {
        var update = TelegramCustomer.Says(1, "hi");
        await AcceptAsync(update.PadRight(4 * 1024 * 1024));

        var answer = await _host.PostAsync(update.PadRight(4 * 1024 * 1024 + 1));
        Assert.Equal("bodyTooLarge", answer.Is(HttpStatusCode.RequestEntityTooLarge).Code);
        Assert.Single(_host.Engine.Received);
    }

    [Theory]
    [InlineData(Rejection.ChannelInactive)]
    [InlineData(Rejection.MessageIdReused)]
    public async Task A_lasting_refusal_is_200_so_that_telegram_stops(Rejection refusal)
    {
        _host.Engine.Receipt = () => new(null, MessageOutcome.NotExpected, refusal);

        await AcceptAsync(TelegramCustomer.Says(1, "hi"));
    }

    [Fact]
    public async Task A_store_that_cannot_keep_it_is_503_so_that_telegram_comes_again()
    {
        _host.Engine.Receipt = () => throw new StoreUnavailableException("The disk is full.");

        var answer = await _host.PostAsync(TelegramCustomer.Taps(1, "r:c1:1"));

        Assert.Equal("storeUnavailable", answer.Is(HttpStatusCode.ServiceUnavailable).Code);
        Assert.NotNull(answer.Message.Headers.RetryAfter);
        Assert.Empty(_host.Telegram.Calls);
    }

    [Fact]
    public async Task A_very_long_text_or_name_is_cut_between_characters()
    {
        var text = string.Concat(Enumerable.Repeat("👨‍👩‍👧", 4000));
        await AcceptAsync(TelegramCustomer.Says(1, text).Replace("Ann", new string('a', 300)));

        var message = Assert.Single(_host.Engine.Received).Message;
        Assert.Equal(200, message.CustomerName!.Length);
        var kept = Assert.IsType<TextContent>(message.Content).Text;
        Assert.Equal(20_000 / 8 * 8, kept.Length);
        Assert.EndsWith("👨‍👩‍👧", kept);
    }

    private async Task AcceptAsync(string update) => (await _host.PostAsync(update)).Is(HttpStatusCode.OK);
}
