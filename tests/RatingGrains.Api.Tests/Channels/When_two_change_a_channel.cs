using System.Net;
using RatingGrains.Api.Host;

namespace RatingGrains.Api.Channels;

public sealed class When_two_change_a_channel(QuietHost quiet) : IClassFixture<QuietHost>
{
    [Fact]
    public async Task the_second_is_refused_where_it_names_what_it_read()
    {
        var read = (await PutAsync("shared", "One")).Message.Headers.ETag!.Tag;
        (await PutAsync("shared", "Two", read)).Is(HttpStatusCode.OK);

        var lost = await PutAsync("shared", "Lost", read);

        Assert.Equal("preconditionFailed", lost.Is(HttpStatusCode.PreconditionFailed).Code);
        Assert.Equal("Two", await NameAsync("shared"));
    }

    [Fact]
    public async Task the_last_one_wins_where_nothing_is_named()
    {
        await PutAsync("free", "One");
        await PutAsync("free", "Two");

        (await PutAsync("free", "Three")).Is(HttpStatusCode.OK);

        Assert.Equal("Three", await NameAsync("free"));
    }

    [Fact]
    public async Task of_many_at_once_exactly_one_gets_through()
    {
        var read = (await PutAsync("busy", "Start")).Message.Headers.ETag!.Tag;

        var answers = await Task.WhenAll(Enumerable.Range(0, 10).Select(i => PutAsync("busy", $"N{i}", read)));

        Assert.Single(answers, answer => answer.Status == HttpStatusCode.OK);
        Assert.Equal(9, answers.Count(answer => answer.Status == HttpStatusCode.PreconditionFailed));
    }

    [Theory]
    [InlineData("\"made-up\"", HttpStatusCode.PreconditionFailed)]
    [InlineData("W/\"1\"", HttpStatusCode.PreconditionFailed)]
    [InlineData("\"7\", \"1\"", HttpStatusCode.OK)]
    [InlineData("*", HttpStatusCode.OK)]
    [InlineData("1", HttpStatusCode.UnprocessableEntity)]
    [InlineData("\"1", HttpStatusCode.UnprocessableEntity)]
    public async Task what_if_match_names_is_read_as_http_says(string header, HttpStatusCode expected)
    {
        var id = $"tags{Guid.NewGuid():N}";
        await PutAsync(id, "One");

        (await PutAsync(id, "Two", header)).Is(expected);
    }

    [Theory]
    [InlineData("*")]
    [InlineData("\"1\"")]
    public async Task what_is_not_there_matches_nothing(string header) =>
        (await PutAsync("never", "One", header)).Is(HttpStatusCode.PreconditionFailed);

    [Fact]
    public async Task one_that_is_to_be_new_does_not_replace_another()
    {
        var made = await Task.WhenAll(Enumerable.Range(0, 10).Select(i => MakeAsync("new", $"N{i}")));

        Assert.Single(made, answer => answer.Status == HttpStatusCode.Created);
        Assert.Equal(9, made.Count(answer => answer.Status == HttpStatusCode.PreconditionFailed));
        var broken = (await MakeAsync("other", "Other", "\"1\"")).Is(HttpStatusCode.UnprocessableEntity);
        Assert.Equal(["If-None-Match"], broken.BrokenFields);
    }

    [Fact]
    public async Task what_is_to_be_new_and_known_at_once_is_not_written()
    {
        var both = await quiet.Host.Admin.SendAsync(
            HttpMethod.Put, "channels/both", new { name = "Both" }, ("If-None-Match", "*"), ("If-Match", "\"1\""));

        Assert.Equal(["If-None-Match"], both.Is(HttpStatusCode.UnprocessableEntity).BrokenFields);
        (await quiet.Host.Admin.GetAsync("channels/both")).Is(HttpStatusCode.NotFound);
    }

    private Task<Answer> MakeAsync(string id, string name, string ifNoneMatch = "*") => quiet.Host.Admin.SendAsync(
        HttpMethod.Put, $"channels/{id}", new { name }, ("If-None-Match", ifNoneMatch));

    private Task<Answer> PutAsync(string id, string name, string? ifMatch = null) => quiet.Host.Admin.SendAsync(
        HttpMethod.Put, $"channels/{id}", new { name }, ifMatch is null ? [] : [("If-Match", ifMatch)]);

    private async Task<string?> NameAsync(string id) =>
        (await quiet.Host.Admin.GetAsync($"channels/{id}")).Good.GetProperty("name").GetString();
}
