using System.Net;
using System.Text;

namespace RatingGrains.Api.Bitrix24;

/// <summary>Nothing that is sent breaks the door: each is answered, and with no 500.</summary>
public sealed class When_a_request_means_harm(Bitrix24Host world) : IClassFixture<Bitrix24Host>
{
    private const string JsonType = "application/json", FormType = "application/x-www-form-urlencoded";

    public static TheoryData<string, string, string> Bodies => new()
    {
        { "deep brackets", FormType, "a" + string.Concat(Enumerable.Repeat("[a]", 5_000)) + "=1" },
        { "unclosed brackets", FormType, "a[[[[=1&[]=2&]=3&a[b=4&=5&a]b[=6&[x]=7" },
        { "both kinds of one name", FormType, "a=1&a[b]=2&a[b][c]=3&a[]=4&a=5" },
        { "many fields", FormType, string.Join('&', Enumerable.Range(0, 20_000).Select(i => $"a{i}=1")) },
        { "many at one place", FormType, string.Join('&', Enumerable.Range(0, 9_000).Select(_ => "a[]=1")) },
        { "broken percents", FormType, "a=%&b=%G1&c=%ff%fe&d=%00&e=%ED%A0%80&PARAMS%5B=1" },
        { "many names", JsonType, $"{{{string.Join(',', Enumerable.Range(0, 20_000).Select(i => $"\"a{i}\":1"))}}}" },
        { "many lists", JsonType, $"[{string.Join(',', Enumerable.Range(0, 20_000).Select(_ => "[]"))}]" },
        { "deep json", JsonType, new string('[', 5_000) + new string(']', 5_000) },
        { "deep objects", JsonType, string.Concat(Enumerable.Repeat("{\"a\":", 200)) + "1" + new string('}', 200) },
        { "half a surrogate pair", JsonType, """{"SESSION_ID":"\ud800","PARAMS":{"\udfff":"\ud83d"}}""" },
        { "numbers without end", JsonType, $$"""{"SESSION_ID":{{new string('9', 3_000)}},"CONFIG_ID":1e999,"CHAT_ID":-0.1,"start":1e400}""" },
        { "no json", JsonType, "{" },
        { "a text", JsonType, "\"text\"" },
        { "a number", JsonType, "1" },
        { "null", JsonType, "null" },
        { "a list", JsonType, "[1,[2],{\"a\":3}]" },
        { "twice", JsonType, """{"a":1,"A":2,"a":{"b":1}}""" },
        { "wrong kinds", JsonType, """{"SESSION_ID":{"a":1},"CHAT_ID":[],"CONFIG_ID":true,"PARAMS":7,"USER_CODE":{},"cmd":"x","MESSAGES":"x","filter":"x","order":[[]],"name":[]}""" },
        { "wrong kinds inside", JsonType, """{"CONFIG_ID":1,"CONNECTOR":"shopchat","LINE":"1","MESSAGES":[1,"a",[],{"user":1,"message":[],"chat":"x"}],"PARAMS":{"select":[{}],"filter":{"ID":{"a":{}}},"QUEUE":"x","LINE_NAME":{"a":1}}}""" },
        { "references to themselves", JsonType, """{"cmd":{"a":"method.get?name=$result[a]","b":"method.get?name=$result[b][b][b]","c":"method.get?$result[a]=$result","d":"method.get?name=$result[][][$result[a]]"}}""" },
        { "batches in batches", JsonType, """{"cmd":{"a":"batch?cmd[a]=batch","b":"batch","c":{"d":"e"},"e":null,"f":"?","g":"///","h":"1/2/3"}}""" },
        { "a torn part", "multipart/form-data; boundary=x", "--x\r\nContent-Disposition: form-data; name=\"a\"\r\n\r\n1" },
        { "no boundary", "multipart/form-data", "--x" },
        { "a long boundary", "multipart/form-data; boundary=" + new string('x', 500), "--x" },
        { "a strange type", ";;;", "a=1" },
        { "nothing", JsonType, "" },
    };

    [Theory]
    [MemberData(nameof(Bodies))]
    public async Task every_method_answers_it(string name, string type, string body)
    {
        _ = name;
        foreach (var (client, methods) in await MethodsAsync())
        {
            foreach (var method in methods)
            {
                var reply = await client.SendAsync(Post(method, type, body));
                Assert.True((int)reply.Status < 500, $"{method}: {(int)reply.Status} {reply.Text}");
                Assert.Equal("application/json; charset=utf-8", reply.ContentType);
            }
        }
    }

    [Theory]
    [InlineData("/rest")]
    [InlineData("/rest/")]
    [InlineData("/rest//")]
    [InlineData("/rest/%ff%fe/x")]
    [InlineData("/rest/99999999999999999999/x/profile")]
    [InlineData("/rest/1/%2e%2e/profile")]
    [InlineData("/rest/profile?auth[]=1&auth[a][b]=2")]
    [InlineData("/rest/profile?%")]
    public async Task every_path_answers_it(string path)
    {
        var reply = await world.Anna.SendAsync(new HttpRequestMessage(HttpMethod.Get, path));
        Assert.True((int)reply.Status is >= 400 and < 500, $"{(int)reply.Status} {reply.Text}");
        Assert.NotEmpty(reply.Error);
    }

    [Theory]
    [InlineData(10_000, HttpStatusCode.OK)]
    [InlineData(10_001, HttpStatusCode.BadRequest)]
    public async Task fields_end_at_ten_thousand_in_whichever_form_they_come(int count, HttpStatusCode expected)
    {
        var names = Enumerable.Range(0, count).ToArray();
        (string Type, string Body)[] forms =
        [
            (FormType, string.Join('&', names.Select(i => $"a{i}=1"))),
            (JsonType, $"{{{string.Join(',', names.Select(i => $"\"a{i}\":1"))}}}"),
            (JsonType, $"{{{string.Join(',', names.Select(_ => "\"a\":1"))}}}"),
            (JsonType, $"[{string.Join(',', names.Select(_ => "[]"))}]"),
            (JsonType, $"{{\"a\":[{string.Join(',', names.Select(_ => "{\"b\":[{}]}"))}]}}"),
        ];
        var token = await world.TokenAsync(new { role = "agent", subject = "anna" });
        foreach (var (type, body) in forms)
        {
            var reply = await world.Anna.SendAsync(Post($"profile?auth={token}", type, body));
            Assert.True(expected == reply.Status, $"{(int)reply.Status} {body[..20]}");
            if (expected != HttpStatusCode.OK)
                Assert.Contains("At most 10000 fields", reply.Text);
        }
    }

    [Theory]
    [InlineData("name=no.such.method", """{"NAME":"batch"}""", true)]
    [InlineData("NAME=batch&Name=batch&nAME=batch", """{"name":"no.such.method"}""", false)]
    public async Task a_field_of_the_body_takes_the_place_of_the_querys_in_whichever_case(
        string query, string body, bool expected)
    {
        var token = await world.TokenAsync(new { role = "agent", subject = "anna" });
        var reply = await world.Anna.SendAsync(Post($"method.get?auth={token}&{query}", JsonType, body));
        Assert.Equal(expected, reply.Result.GetProperty("isExisting").GetBoolean());
    }

    [Fact]
    public async Task ten_megabytes_are_too_large()
    {
        var content = new ByteArrayContent(new byte[10 * 1024 * 1024]);
        var reply = await world.Anna.SendAsync(new HttpRequestMessage(HttpMethod.Post, "/rest/profile") { Content = content });
        Assert.Equal(HttpStatusCode.RequestEntityTooLarge, reply.Status);
        Assert.Equal("ERROR_CORE", reply.Error);
    }

    private static HttpRequestMessage Post(string method, string type, string body)
    {
        var content = new ByteArrayContent(Encoding.UTF8.GetBytes(body));
        content.Headers.TryAddWithoutValidation("Content-Type", type);
        return new HttpRequestMessage(HttpMethod.Post, $"/rest/{method}") { Content = content };
    }

    /// <summary>All methods, each with the caller to whom it is open; the proof is in the query, so that the body may be
    /// anything.</summary>
    private async Task<IEnumerable<(RestClient Client, IEnumerable<string> Methods)>> MethodsAsync()
    {
        var names = Call.All.Select(call => call.Method).ToList();
        var admin = await world.TokenAsync(new { role = "admin", subject = "chief" });
        var application = await world.TokenAsync(
            new { role = "connector", subject = "shop", channels = new[] { Bitrix24Host.Channel } });
        return
        [
            (world.Admin, names.Where(name => !name.StartsWith("imconnector", StringComparison.Ordinal)).Select(name => $"{name}?auth={admin}")),
            (world.Application, names.Where(name => name.StartsWith("imconnector", StringComparison.Ordinal)).Select(name => $"{name}?auth={application}")),
        ];
    }
}
