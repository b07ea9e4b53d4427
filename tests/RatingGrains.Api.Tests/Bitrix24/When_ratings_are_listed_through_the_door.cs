namespace RatingGrains.Api.Bitrix24;

public sealed class When_ratings_are_listed_through_the_door(Bitrix24Host world) : IClassFixture<Bitrix24Host>
{
    private const string Method = "rating.conversation.list";

    [Fact]
    public async Task pages_have_fifty_rows_and_each_says_where_the_next_begins()
    {
        var sessions = new List<string>();
        for (var i = 0; i < 103; i++)
            sessions.Add((await world.OpenAsync()).Session);

        var pages = new List<int>();
        var found = new List<string>();
        for (long? start = 0; start is not null;)
        {
            var reply = await world.Admin.CallAsync(Method, new { start, order = new { ID = "ASC" } });
            pages.Add(reply.Result.GetArrayLength());
            found.AddRange(reply.Result.EnumerateArray().Select(row => row.GetProperty("ID").GetString()!));
            Assert.Equal(103, reply.Body.GetProperty("total").GetInt64());
            start = reply.Next;
        }
        Assert.Equal([50, 50, 3], pages);
        Assert.Equal(sessions, found);

        // The other way to page: by the last ID, without counting.
        var last = await world.Admin.CallAsync(Method, new
        {
            order = new { ID = "ASC" },
            filter = new Dictionary<string, string> { [">ID"] = sessions[99] },
            start = -1,
        });
        Assert.Equal(sessions[100..], last.Result.EnumerateArray().Select(row => row.GetProperty("ID").GetString()));
        Assert.False(last.Body.TryGetProperty("total", out _));
        Assert.Null(last.Next);
        await filters_find_what_was_rated_and_how();
    }

    private async Task filters_find_what_was_rated_and_how()
    {
        var (liked, likedChat) = await world.HeldAsync();
        await world.Anna.ResultAsync("imopenlines.operator.finish", new { CHAT_ID = likedChat });
        await world.Admin.ResultAsync("imopenlines.session.head.vote", new { SESSION_ID = liked, RATING = 2 });

        Assert.Equal([liked], await FindAsync(new { VOTE_HEAD = 2 }));
        Assert.Equal([liked], await FindAsync(new { OPERATOR_ID = world.AnnasNumber }));
        Assert.Equal(50, (await FindAsync(new { CONFIG_ID = world.Line, VOTE = 0 })).Count);
        Assert.Empty(await FindAsync(new { VOTE = 5 }));
        Assert.Empty(await FindAsync(new { CONFIG_ID = 987654321 }));
        Assert.Empty(await FindAsync(new Dictionary<string, string> { [">=DATE_CREATE"] = "2100-01-01" }));
        // An agent sees what it took part in.
        var own = await world.Anna.ResultAsync(Method);
        Assert.Equal([liked], own.EnumerateArray().Select(row => row.GetProperty("ID").GetString()));
        Assert.Equal("ACCESS_DENIED", (await world.Application.CallAsync(Method)).Error);
    }

    private async Task<List<string?>> FindAsync(object filter)
    {
        var rows = await world.Admin.ResultAsync(Method, new { filter });
        return [.. rows.EnumerateArray().Select(row => row.GetProperty("ID").GetString())];
    }
}
