using System.Net;

namespace RatingGrains.Api.Bitrix24;

public sealed class When_a_method_is_called(Bitrix24Host world) : IClassFixture<Bitrix24Host>
{
    [Theory]
    [MemberData(nameof(Call.ByWay), MemberType = typeof(Call))]
    public async Task it_answers_the_same_whichever_way_the_request_is_written(string method, string way)
    {
        var call = Call.All.Single(one => one.Method == method);
        var (client, parameters) = await call.Arrange(world);

        var reply = await client.CallAsync(Way.Of(way), method, parameters);

        Assert.True(call.Expected(reply.Result), reply.Text);
        Assert.Equal("application/json; charset=utf-8", reply.ContentType);
        foreach (var time in new[] { "start", "finish", "duration", "processing", "date_start", "date_finish" })
            Assert.True(reply.Body.GetProperty("time").TryGetProperty(time, out _), time);
    }

    [Fact]
    public async Task it_is_one_of_those_that_are_tried_here()
    {
        var all = await world.Application.ResultAsync("methods");

        Assert.Equal(
            Call.All.Select(call => call.Method).Order(StringComparer.Ordinal),
            all.EnumerateArray().Select(name => name.GetString()!).Where(name => !name.StartsWith("event.", StringComparison.Ordinal)));
    }

    [Fact]
    public async Task a_suffix_asks_for_xml()
    {
        var reply = await world.Anna.SendAsync(new HttpRequestMessage(HttpMethod.Get, "/rest/profile.xml"));
        Assert.Equal("text/xml; charset=utf-8", reply.ContentType);
        Assert.Contains("<error>NO_AUTH_FOUND</error>", reply.Text);

        var (_, chat) = await world.HeldAsync();
        reply = await world.Anna.CallAsync("imopenlines.dialog.get.xml", new { CHAT_ID = chat });
        Assert.Equal(HttpStatusCode.OK, reply.Status);
        Assert.Contains($"<response><result><id>{chat}</id>", reply.Text);
    }

    [Fact]
    public async Task pages_of_other_origins_may_ask()
    {
        var reply = await world.Anna.SendAsync(new HttpRequestMessage(HttpMethod.Options, "/rest/1/code/profile"));
        Assert.Equal(HttpStatusCode.OK, reply.Status);
    }
}
