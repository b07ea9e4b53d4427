using System.Net;
using RatingGrains.Channels;
using RatingGrains.Conversations;
using RatingGrains.Ports;
using RatingGrains.Threads;

namespace RatingGrains.Api.Messengers.Vk;

public sealed class When_vk_calls_back : IAsyncLifetime
{
    private static readonly TestedVk Vk = new();

    private NotingHost _host = null!;

    public async Task InitializeAsync() => _host = await NotingHost.StartAsync(channel => channel with
    {
        Vk = new VkSettings(
            TestedVk.Group, ReversingBox.Reverse(TestedVk.Token), ReversingBox.Reverse(TestedVk.Secret),
            ReversingBox.Reverse(TestedVk.Confirmation)),
    });

    public Task DisposeAsync() => _host.DisposeAsync().AsTask();

    [Fact]
    public async Task A_text_reaches_the_thread_of_its_sender()
    {
        await PostAsync(Vk.Event(5, """ "text":"Привет","reply_message":{"id":1007,"text":"1 or 0?"} """));

        Assert.Equal("vk|shop|4242|4242", _host.Single.Thread.Value);
        Assert.Equal(
            new InboundMessage(
                MessageId.Parse("event5"), null, new TextContent("Привет"), MessageId.Parse("1007")),
            _host.Single.Message);
    }

    [Fact]
    public async Task A_tap_is_a_rating_of_the_conversation_in_its_payload()
    {
        await PostAsync(Vk.Taps(1, """{"rating":"r:c-17:1"}"""));

        Assert.Equal(new RatingContent(RatingValue.Like), _host.Single.Message.Content);
        Assert.Equal(new ConversationId("c-17"), _host.Single.Message.Token);
    }

    [Theory]
    [InlineData("""{"command":"start"}""")]
    [InlineData("{")]
    [InlineData("7")]
    public async Task Somebody_elses_payload_is_passed_over(string payload)
    {
        await PostAsync(Vk.Taps(1, payload));

        Assert.Equal(new TextContent("👍"), _host.Single.Message.Content);
    }

    [Fact]
    public async Task The_confirmation_is_told_as_vk_wants_it()
    {
        var bare = $$"""{"type":"confirmation","group_id":{{TestedVk.Group}}}""";
        var signed = $$"""{"type":"confirmation","group_id":{{TestedVk.Group}},"secret":"{{TestedVk.Secret}}"}""";

        Assert.Equal(TestedVk.Confirmation, await TextAsync(bare));
        Assert.Equal(TestedVk.Confirmation, await TextAsync(signed));
    }

    [Theory]
    [InlineData("""{"type":"confirmation","group_id":228}""")]
    [InlineData("""{"type":"confirmation"}""")]
    [InlineData("""{"type":"confirmation","group_id":227,"secret":"guess"}""")]
    public async Task But_not_to_anybody(string body) =>
        (await _host.PostAsync("vk", Vk.Sign(body))).Is(HttpStatusCode.Unauthorized);

    [Fact]
    public async Task Another_communitys_event_is_refused() => (await _host.PostAsync(
        "vk", Vk.Sign(Vk.Says(1, "hi").Replace("\"group_id\":227", "\"group_id\":228")))).Is(HttpStatusCode.Unauthorized);

    [Fact]
    public async Task What_is_no_customers_word_is_taken_and_left_at_that()
    {
        await PostAsync(Vk.Event(1, """ "text":"our own" """, type: "message_reply"));
        await PostAsync(Vk.Event(2, """ "text":"edited" """, type: "message_edit"));
        await PostAsync(Vk.Event(3, """ "text":"hello all" """, peer: "2000000001"));
        await PostAsync(Vk.Says(4, "from a community").Replace("\"from_id\":4242", "\"from_id\":-7"));
        await PostAsync(Vk.Event(5, """ "text":"" """));

        Assert.Empty(_host.Engine.Received);
    }

    [Fact]
    public async Task What_is_not_text_is_passed_on_by_its_name()
    {
        await PostAsync(Vk.Event(1, """ "text":"","attachments":[{"type":"photo"},{"type":"audio_message"}] """));

        Assert.Equal(new TextContent("[photo] [audio_message]"), _host.Single.Message.Content);
    }

    [Fact]
    public async Task A_store_that_cannot_keep_it_is_not_ok_so_that_it_comes_again()
    {
        _host.Engine.Receipt = () => throw new StoreUnavailableException("The disk is full.");

        (await _host.PostAsync("vk", Vk.Sign(Vk.Says(1, "hi")))).Is(HttpStatusCode.ServiceUnavailable);
    }

    private async Task PostAsync(string body) => Assert.Equal("ok", await TextAsync(body));

    private async Task<string> TextAsync(string body) =>
        await (await _host.PostAsync("vk", Vk.Sign(body))).Is(HttpStatusCode.OK).Message.Content.ReadAsStringAsync();
}
