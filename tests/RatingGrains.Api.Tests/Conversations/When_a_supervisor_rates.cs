using System.Net;
using System.Text.Json;
using RatingGrains.Api.Host;

namespace RatingGrains.Api.Conversations;

public sealed class When_a_supervisor_rates(QuietHost quiet) : IClassFixture<QuietHost>
{
    [Fact]
    public async Task what_is_absent_stays_as_it_was()
    {
        var conversation = await quiet.Centre.HeldAsync("web", "s1", "anna");
        var olga = await quiet.Host.KeyAsync(new { role = "supervisor", subject = "olga" });

        await RateAsync(olga, conversation, """{"stars":4}""");
        var rated = Rating(await RateAsync(olga, conversation, """{"comment":"Well done"}"""));
        var emptied = Rating(await RateAsync(olga, conversation, """{"comment":""}"""));

        Assert.Equal((4, "Well done", "olga"), (Stars(rated), Text(rated, "comment"), Text(rated, "by")));
        Assert.Equal((4, null), (Stars(emptied), Text(emptied, "comment")));
    }

    [Theory]
    [InlineData("{}")]
    [InlineData("""{"stars":null}""")]
    [InlineData("""{"stars":null,"comment":null}""")]
    public async Task something_must_be_said(string body)
    {
        var answer = await RateAsync(quiet.Host.Admin, quiet.Conversation, body);

        Assert.Equal(["stars"], answer.Is(HttpStatusCode.UnprocessableEntity).BrokenFields);
    }

    [Fact]
    public async Task it_changes_neither_status_nor_clock()
    {
        var conversation = await quiet.Centre.HeldAsync("web", "s2", "anna");
        var before = (await quiet.Host.Admin.GetAsync($"conversations/{conversation}")).Good;

        var after = (await RateAsync(quiet.Host.Admin, conversation, """{"stars":1}""")).Good;

        Assert.Equal(
            (Text(before, "status"), Text(before, "closesAt")), (Text(after, "status"), Text(after, "closesAt")));
    }

    [Fact]
    public async Task nobody_rates_what_they_took_part_in()
    {
        var lead = await quiet.Host.KeyAsync(new { role = "supervisor", subject = "anna" });

        var answer = await RateAsync(lead, quiet.Conversation, """{"stars":5}""");

        Assert.Equal("ownConversation", answer.Is(HttpStatusCode.Forbidden).Code);
    }

    [Fact]
    public async Task a_feature_that_is_off_refuses_every_one()
    {
        await using var host = await ApiHost.StartAsync(null, "--Features:SupervisorRating", "false");
        var centre = new Centre(host);
        await centre.ChannelAsync("web");
        var conversation = await centre.WriteAsync("web", "ann");

        var answer = await RateAsync(host.Admin, conversation, """{"stars":5}""");

        Assert.Equal("featureOff", answer.Is(HttpStatusCode.Forbidden).Code);
    }

    [Fact]
    public async Task an_unassigned_one_is_seen_by_a_team_that_could_take_it()
    {
        var conversation = await quiet.Centre.WriteAsync("web", "s3");
        var support = await quiet.Host.KeyAsync(new { role = "supervisor", subject = "sue", team = "support" });
        var sales = await quiet.Host.KeyAsync(new { role = "supervisor", subject = "sam", team = "sales" });

        (await support.GetAsync($"conversations/{conversation}")).Is(HttpStatusCode.OK);
        (await sales.GetAsync($"conversations/{conversation}")).Is(HttpStatusCode.NotFound);
    }

    [Theory]
    [InlineData("none")]
    [InlineData("a%2Fb")]
    [InlineData("a%20b")]
    public async Task an_unknown_conversation_is_not_there(string id) =>
        (await RateAsync(quiet.Host.Admin, id, """{"stars":5}""")).Is(HttpStatusCode.NotFound);

    private static Task<Answer> RateAsync(ApiClient supervisor, string conversation, string body) =>
        supervisor.SendAsync(
            HttpMethod.Put, $"conversations/{conversation}/supervisor-rating", new StringContent(body));

    private static JsonElement Rating(Answer answer) => answer.Good.GetProperty("supervisorRating");

    private static int? Stars(JsonElement rating) => rating.GetProperty("stars").GetInt32();

    private static string? Text(JsonElement element, string name) => element.GetProperty(name).GetString();
}
