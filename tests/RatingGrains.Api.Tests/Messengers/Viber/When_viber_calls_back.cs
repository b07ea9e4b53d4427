using System.Net;
using RatingGrains.Channels;
using RatingGrains.Conversations;
using RatingGrains.Threads;

namespace RatingGrains.Api.Messengers.Viber;

public sealed class When_viber_calls_back : IAsyncLifetime
{
    private static readonly TestedViber Viber = new();

    private NotingHost _host = null!;

    public async Task InitializeAsync() => _host = await NotingHost.StartAsync(channel => channel with
    {
        Viber = new ViberSettings(ReversingBox.Reverse(TestedViber.Token), "Shop"),
    });

    public Task DisposeAsync() => _host.DisposeAsync().AsTask();

    [Fact]
    public async Task A_text_reaches_the_thread_of_its_sender_and_its_token_keeps_all_its_digits()
    {
        await PostAsync(Viber.Says(0, "Where is my parcel?"));

        Assert.Equal("viber|shop|01234567890A=|01234567890A=", _host.Single.Thread.Value);
        Assert.Equal(
            new InboundMessage(
                MessageId.Parse("4912661846655238145"), "Ann Lee", new TextContent("Where is my parcel?")),
            _host.Single.Message);
    }

    [Fact]
    public async Task A_tap_says_its_token()
    {
        await PostAsync(Viber.Taps(1, "r:c-17:0"));

        Assert.Equal(new RatingContent(RatingValue.Dislike), _host.Single.Message.Content);
        Assert.Equal(new ConversationId("c-17"), _host.Single.Message.Token);
    }

    [Fact]
    public async Task A_typed_digit_brings_back_the_conversation_that_it_answers()
    {
        await PostAsync(Viber.Says(1, "1", tracking: "q:c-17:1"));

        Assert.Equal(new TextContent("1"), _host.Single.Message.Content);
        Assert.Equal(new ConversationId("c-17"), _host.Single.Message.Token);
    }

    [Fact]
    public async Task Somebody_elses_tracking_data_is_passed_over()
    {
        await PostAsync(Viber.Says(1, "1", tracking: "campaign-7"));

        Assert.Null(_host.Single.Message.Token);
    }

    [Theory]
    [InlineData("""{"event":"webhook","timestamp":1457764197627,"message_token":241256543215}""")]
    [InlineData("""{"event":"subscribed","timestamp":1,"user":{"id":"01234567890A="},"message_token":1}""")]
    [InlineData("""{"event":"unsubscribed","timestamp":1,"user_id":"01234567890A=","message_token":1}""")]
    [InlineData("""{"event":"conversation_started","user":{"id":"01234567890A="},"message_token":1}""")]
    [InlineData("""{"event":"delivered","user_id":"01234567890A=","message_token":1}""")]
    [InlineData("""{"event":"seen","user_id":"01234567890A=","message_token":1}""")]
    [InlineData("""{"event":"failed","user_id":"01234567890A=","message_token":1,"desc":"failure"}""")]
    [InlineData("""{"event":"message","message_token":1,"message":{"type":"text","text":"no sender"}}""")]
    [InlineData("{}")]
    public async Task What_is_no_customers_word_is_taken_and_left_at_that(string body)
    {
        await PostAsync(body);

        Assert.Empty(_host.Engine.Received);
    }

    [Fact]
    public async Task What_is_not_text_is_passed_on_by_its_name()
    {
        await PostAsync(Viber.Says(1, "the broken cup").Replace("\"type\":\"text\"", "\"type\":\"picture\""));

        Assert.Equal(new TextContent("[picture] the broken cup"), _host.Single.Message.Content);
    }

    private async Task PostAsync(string body) =>
        (await _host.PostAsync("viber", Viber.Sign(body))).Is(HttpStatusCode.OK);
}
