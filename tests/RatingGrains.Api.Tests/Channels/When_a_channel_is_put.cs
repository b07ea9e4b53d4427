using System.Net;
using System.Text.Json;
using RatingGrains.Api.Host;

namespace RatingGrains.Api.Channels;

public sealed class When_a_channel_is_put(QuietHost quiet) : IClassFixture<QuietHost>
{
    private static readonly string Token = "123456:" + new string('t', 30);
    private static readonly string Secret = new('s', 30);

    private static readonly string[] Messengers =
        ["telegram", "whatsapp", "signed", "messenger", "instagram", "viber", "vk", "chatwoot"];

    [Fact]
    public async Task it_is_new_the_first_time_only_and_its_tag_changes()
    {
        var first = await PutAsync("fresh", new { name = "One" });
        var second = await PutAsync("fresh", new { name = "Two" });
        var read = await quiet.Host.Admin.GetAsync("channels/fresh");

        Assert.Equal("/api/v1/channels/fresh", first.Is(HttpStatusCode.Created).Message.Headers.Location?.ToString());
        Assert.NotEqual(Tag(first), Tag(second.Is(HttpStatusCode.OK)));
        Assert.Equal(Tag(second), Tag(read));
        Assert.Equal("Two", read.Good.GetProperty("name").GetString());
    }

    [Fact]
    public async Task what_is_absent_takes_its_default()
    {
        var channel = (await PutAsync("plain", new { name = "Plain" })).Good;

        Assert.Equal(
            """
            {"id":"plain","name":"Plain","active":true,"locale":"en","agents":[],"agentsSeeRatings":true}
            """.Trim(),
            Without(channel, ["rating", "closing", .. Messengers, "origins"]));
        Assert.Equal(
            """{"askCustomer":true,"allowDuringConversation":true,"closeOnRating":false,"window":null}""",
            Without(channel.GetProperty("rating"), "graphic", "text"));
        Assert.Equal("""{"afterFinish":"PT10M","afterSilence":"PT4H"}""", channel.GetProperty("closing").GetRawText());
        var text = channel.GetProperty("rating").GetProperty("text");
        Assert.False(text.GetProperty("acceptTrailingComment").GetBoolean());
        Assert.All(Messengers, name => Assert.Equal(JsonValueKind.Null, channel.GetProperty(name).ValueKind));
        Assert.Equal(0, channel.GetProperty("origins").GetArrayLength());
    }

    [Fact]
    public async Task it_replaces_what_was_there()
    {
        await PutAsync("replaced", new { name = "A", agents = new[] { "anna" }, rating = new { window = "P1D" } });

        var channel = (await PutAsync("replaced", new { name = "A" })).Good;

        Assert.Equal(0, channel.GetProperty("agents").GetArrayLength());
        Assert.Equal(JsonValueKind.Null, channel.GetProperty("rating").GetProperty("window").ValueKind);
    }

    [Fact]
    public async Task never_closing_by_silence_is_said_with_null()
    {
        var channel = (await quiet.Host.Admin.SendAsync(
            HttpMethod.Put, "channels/patient",
            new StringContent("""{"name":"A","closing":{"afterSilence":null}}"""))).Good;

        Assert.Equal(
            """{"afterFinish":"PT10M","afterSilence":null}""", channel.GetProperty("closing").GetRawText());
    }

    [Fact]
    public async Task what_was_read_may_be_sent_back()
    {
        await PutAsync("round", new
        {
            name = "Round",
            agents = new[] { "anna" },
            origins = new[] { "https://shop.example" },
            telegram = new { botToken = Token, webhookSecret = Secret },
            whatsapp = new { accountId = "1", accessToken = Token, appSecret = Secret, verifyToken = "v" },
            signed = new { secret = "a-secret-of-their-own" },
            messenger = new { accountId = "2", accessToken = Token, appSecret = Secret, verifyToken = "v" },
            instagram = new { accountId = "3", accessToken = Token, appSecret = Secret, verifyToken = "v" },
            viber = new { authToken = Token, senderName = "Shop" },
            vk = new { groupId = "4", accessToken = Token, secret = Secret, confirmation = "c0ffee" },
            chatwoot = new { secret = Secret, agents = new[] { new { id = "7", agentId = "anna" } } },
        });
        var read = await quiet.Host.Admin.GetAsync("channels/round");

        var again = await quiet.Host.Admin.SendAsync(
            HttpMethod.Put, "channels/round", new StringContent(read.Good.GetRawText()));

        Assert.Equal(read.Good.GetRawText(), again.Good.GetRawText());
    }

    [Fact]
    public async Task secrets_are_never_read_and_are_not_readable_in_the_file()
    {
        var put = await PutAsync(
            "bot", new { name = "Bot", telegram = new { botToken = Token, webhookSecret = Secret } });

        Assert.Equal(
            """{"botToken":"set","webhookSecret":"set"}""", put.Good.GetProperty("telegram").GetRawText());
        var file = await quiet.Host.FileTextAsync();
        Assert.Contains("bot", file);
        Assert.DoesNotContain(Token, file);
        Assert.DoesNotContain(Secret, file);
    }

    [Fact]
    public async Task a_secret_that_is_not_there_cannot_stay()
    {
        var answer = await PutAsync(
            "empty", new { name = "A", telegram = new { botToken = "set", webhookSecret = "set" } });

        Assert.Equal(["telegram"], answer.Is(HttpStatusCode.UnprocessableEntity).BrokenFields);
    }

    [Theory]
    [InlineData("""{"rating":{"window":"PT0S"}}""", "rating.window")]
    [InlineData("""{"rating":{"window":"P401D"}}""", "rating.window")]
    [InlineData("""{"closing":{"afterFinish":"P401D"}}""", "closing.afterFinish")]
    [InlineData("""{"closing":{"afterSilence":"PT0S"}}""", "closing.afterSilence")]
    [InlineData("""{"rating":{"text":{"request":"Rate us 10 of 10"}}}""", "rating.text.request")]
    [InlineData("""{"rating":{"text":{"request":"Send 1"}}}""", "rating.text.request")]
    [InlineData("""{"locale":"tlh"}""", "locale")]
    [InlineData("""{"locale":"EN"}""", "locale")]
    [InlineData("""{"agents":["a/b"]}""", "agents[0]")]
    [InlineData("""{"origins":["https://shop.example/path"]}""", "origins[0]")]
    [InlineData("""{"origins":["shop.example"]}""", "origins[0]")]
    [InlineData("""{"origins":["*"]}""", "origins[0]")]
    [InlineData("""{"id":"another"}""", "id")]
    [InlineData("""{"telegram":{"botToken":"1:a","webhookSecret":"no spaces"}}""", "telegram.webhookSecret")]
    [InlineData("""{"telegram":{"botToken":"1:a b","webhookSecret":"a"}}""", "telegram.botToken")]
    [InlineData("""{"whatsapp":{"accountId":"+1","accessToken":"a","appSecret":"a","verifyToken":"a"}}""", "whatsapp.accountId")]
    [InlineData("""{"whatsapp":{"accountId":"1","accessToken":"a…","appSecret":"a","verifyToken":"a"}}""", "whatsapp.accessToken")]
    [InlineData("""{"signed":{"secret":"too short"}}""", "signed.secret")]
    [InlineData("""{"viber":{"authToken":"a","senderName":"more than twenty-eight characters"}}""", "viber.senderName")]
    [InlineData("""{"viber":{"authToken":"a\n","senderName":"A"}}""", "viber.authToken")]
    [InlineData("""{"chatwoot":{"secret":"a","agents":[{"id":"7"}]}}""", "chatwoot.agents[0].agentId")]
    [InlineData("""{"chatwoot":{"secret":"a","likeFrom":6}}""", "chatwoot.likeFrom")]
    [InlineData("""{"vk":{"groupId":"-1","accessToken":"a","secret":"a","confirmation":"a"}}""", "vk.groupId")]
    [InlineData("""{"vk":{"groupId":"1","accessToken":"a\n","secret":"a","confirmation":"a"}}""", "vk.accessToken")]
    public async Task a_broken_rule_is_named_by_its_field(string settings, string field)
    {
        var body = settings.Insert(1, "\"name\":\"A\",");

        var answer = await quiet.Host.Admin.SendAsync(HttpMethod.Put, "channels/broken", new StringContent(body));

        Assert.Equal([field], answer.Is(HttpStatusCode.UnprocessableEntity).BrokenFields);
        (await quiet.Host.Admin.GetAsync("channels/broken")).Is(HttpStatusCode.NotFound);
    }

    [Theory]
    [InlineData(100, HttpStatusCode.OK)]
    [InlineData(101, HttpStatusCode.UnprocessableEntity)]
    public async Task a_graphic_phrase_is_measured_as_a_person_would(int count, HttpStatusCode expected)
    {
        await PutAsync("families", new { name = "A" });
        var liked = string.Concat(Enumerable.Repeat("👨‍👩‍👧", count));

        var answer = await PutAsync("families", new { name = "A", rating = new { graphic = new { liked } } });

        answer.Is(expected);
    }

    [Theory]
    [InlineData("channels/a%2Fb")]
    [InlineData("channels/a%20b")]
    [InlineData("agents/%D0%B0")]
    public async Task an_id_that_is_none_is_refused(string path) =>
        (await quiet.Host.Admin.PutAsync(path, new { name = "A" })).Is(HttpStatusCode.UnprocessableEntity);

    private Task<Answer> PutAsync(string id, object body) => quiet.Host.Admin.PutAsync($"channels/{id}", body);

    private static string? Tag(Answer answer) => answer.Message.Headers.ETag?.Tag;

    private static string Without(JsonElement element, params string[] names) => JsonSerializer.Serialize(
        element.EnumerateObject().Where(property => !names.Contains(property.Name))
            .ToDictionary(property => property.Name, property => property.Value));
}
