using System.Net;
using System.Text;
using RatingGrains.Api.Host;

namespace RatingGrains.Api.Http;

public sealed class When_a_body_is_broken(QuietHost quiet) : IClassFixture<QuietHost>
{
    private const string Messages = "channels/web/messages";
    private const string Good = """{"connector":"telegram","chatId":"1","userId":"1","messageId":"m","text":"Hello"}""";

    [Theory]
    [InlineData("")]
    [InlineData("{")]
    [InlineData("nothing")]
    [InlineData("""{"text":"a",}""")]
    [InlineData("""{"text":"a"} {}""")]
    [InlineData("""{"text":"a","text":"b"}""")]
    [InlineData("""{"te\u0078t":"a","text":"b"}""")]
    [InlineData("[]")]
    [InlineData("null")]
    [InlineData("\"text\"")]
    public async Task what_is_no_object_of_json_is_refused(string body) =>
        Assert.Equal("malformedBody", (await PostAsync(body)).Is(HttpStatusCode.BadRequest).Code);

    [Theory]
    [InlineData("""{"text":"\ud800"}""")]
    [InlineData("""{"text":"\udc00\ud800"}""")]
    [InlineData("""{"\ud800":"a"}""")]
    [InlineData("""{"other":{"deep":["\ud83d"]}}""")]
    public async Task what_is_no_unicode_is_refused(string body) =>
        (await PostAsync(body)).Is(HttpStatusCode.BadRequest);

    [Fact]
    public async Task bytes_that_are_no_utf8_are_refused() =>
        (await PostAsync([.. "{\"text\":\""u8, 0xff, .. "\"}"u8])).Is(HttpStatusCode.BadRequest);

    [Fact]
    public async Task a_pair_of_surrogates_is_a_character() =>
        (await PostAsync(Good.Replace("Hello", "\\ud83d\\ude00").Replace("\"m\"", "\"smile\""))).Is(HttpStatusCode.OK);

    [Fact]
    public async Task deep_nesting_is_refused() =>
        (await PostAsync($"{{\"text\":{new string('[', 40)}{new string(']', 40)}}}")).Is(HttpStatusCode.BadRequest);

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public async Task a_huge_one_is_refused(bool saysHowLong)
    {
        var body = Encoding.UTF8.GetBytes(Good.Replace("Hello", new string('a', 300_000)));
        using HttpContent content = saysHowLong ? new ByteArrayContent(body) : new StreamContent(new Unmeasured(body));

        var answer = await quiet.Host.Admin.SendAsync(HttpMethod.Post, Messages, content);

        Assert.Equal("bodyTooLarge", answer.Is(HttpStatusCode.RequestEntityTooLarge).Code);
    }

    [Fact]
    public async Task all_broken_fields_are_named_at_once()
    {
        var answer = await PostAsync("""
            {"connector":5,"chatId":"","userId":"a\u0001","messageId":null,"rating":"love","inReplyTo":{},
             "sentAt":"yesterday","colour":"red"}
            """);

        Assert.Equal(
            ["chatId", "colour", "connector", "inReplyTo", "messageId", "rating", "sentAt", "userId"],
            answer.Is(HttpStatusCode.UnprocessableEntity).BrokenFields);
    }

    [Fact]
    public async Task broken_fields_inside_others_are_named_by_their_path()
    {
        var answer = await quiet.Host.Admin.SendAsync(HttpMethod.Put, "channels/other", new StringContent("""
            {"name":"","locale":"xx","agents":["anna","b c",7],"origins":["shop"],
             "rating":{"window":"P1M","askCustomer":"yes","graphic":{"liked":5},"text":{"sound":"on"}},
             "closing":{"afterFinish":600},"telegram":{"botToken":"1"}}
            """));

        Assert.Equal(
            [
                "agents[1]", "agents[2]", "closing.afterFinish", "locale", "name", "origins[0]", "rating.askCustomer",
                "rating.graphic.liked", "rating.text.sound", "rating.window", "telegram.webhookSecret",
            ],
            answer.Is(HttpStatusCode.UnprocessableEntity).BrokenFields);
    }

    [Theory]
    [InlineData("\"5\"")]
    [InlineData("true")]
    [InlineData("4.5")]
    [InlineData("0")]
    [InlineData("6")]
    [InlineData("99999999999999999999")]
    public async Task what_is_no_number_of_stars_is_refused(string stars)
    {
        var answer = await quiet.Host.Admin.SendAsync(
            HttpMethod.Put, $"conversations/{quiet.Conversation}/supervisor-rating",
            new StringContent($"{{\"stars\":{stars}}}"));

        Assert.Equal(["stars"], answer.Is(HttpStatusCode.UnprocessableEntity).BrokenFields);
    }

    [Theory]
    [InlineData("a", 10_000, HttpStatusCode.OK)]
    [InlineData("a", 10_001, HttpStatusCode.UnprocessableEntity)]
    [InlineData("👍🏽", 10_000, HttpStatusCode.OK)]
    [InlineData("👍🏽", 10_001, HttpStatusCode.UnprocessableEntity)]
    [InlineData("é", 10_000, HttpStatusCode.OK)]
    public async Task a_comment_is_measured_as_a_person_would(string character, int count, HttpStatusCode expected) =>
        (await quiet.Host.Admin.PutAsync(
            $"conversations/{quiet.Conversation}/supervisor-rating",
            new { comment = string.Concat(Enumerable.Repeat(character, count)) })).Is(expected);

    [Fact]
    public async Task the_same_is_said_whatever_content_type_it_claims() =>
        (await quiet.Host.Admin.SendAsync(
            HttpMethod.Post, Messages, new StringContent(Good, Encoding.UTF8, "application/x-www-form-urlencoded")))
            .Is(HttpStatusCode.OK);

    [Fact]
    public async Task somebody_who_may_not_see_a_conversation_does_not_learn_of_it()
    {
        var stranger = await quiet.Host.KeyAsync(new { role = "agent", subject = "stranger" });

        var answer = await stranger.SendAsync(
            HttpMethod.Post, $"conversations/{quiet.Conversation}/transfer", new StringContent("{}"));

        answer.Is(HttpStatusCode.NotFound);
    }

    private Task<Answer> PostAsync(string body) => PostAsync(Encoding.UTF8.GetBytes(body));

    private Task<Answer> PostAsync(byte[] body) =>
        quiet.Host.Admin.SendAsync(HttpMethod.Post, Messages, new ByteArrayContent(body));

    /// <summary>Hides its length, so that the body is sent in chunks.</summary>
    private sealed class Unmeasured(byte[] bytes) : MemoryStream(bytes)
    {
        public override bool CanSeek => false;
    }
}
