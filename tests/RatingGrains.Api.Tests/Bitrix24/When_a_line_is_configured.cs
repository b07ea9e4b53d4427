using System.Text.Json;

namespace RatingGrains.Api.Bitrix24;

public sealed class When_a_line_is_configured(Bitrix24Host world) : IClassFixture<Bitrix24Host>
{
    [Fact]
    public async Task it_has_defaults_and_every_value_is_a_text()
    {
        var line = await ReadAsync(await AddAsync(new { }));
        foreach (var (field, value) in new[]
                 {
                     ("ACTIVE", "Y"), ("VOTE_MESSAGE", "Y"), ("VOTE_BEFORE_FINISH", "Y"), ("VOTE_CLOSING_DELAY", "N"),
                     ("VOTE_TIME_LIMIT", "0"), ("CLOSE_RULE", "quality"), ("AUTO_CLOSE_RULE", "none"),
                     ("AUTO_CLOSE_TIME", "14400"), ("FULL_CLOSE_TIME", "10"), ("QUEUE_TYPE", "all"), ("QUEUE_TIME", "60"),
                     ("NO_ANSWER_TIME", "60"), ("MAX_CHAT", "0"),
                 })
        {
            Assert.Equal((field, value), (field, line.GetProperty(field).GetString()));
        }
        Assert.Contains("1", line.GetProperty("VOTE_MESSAGE_2_TEXT").GetString());
        Assert.Equal(JsonValueKind.Object, line.GetProperty("DATE_CREATE").ValueKind);
        Assert.Equal(JsonValueKind.Array, line.GetProperty("QUEUE_FULL").ValueKind);
    }

    [Theory]
    [InlineData("VOTE_MESSAGE", "N", "N")]
    [InlineData("VOTE_MESSAGE", "whatever", "Y")]
    [InlineData("VOTE_BEFORE_FINISH", "Y", "Y")]
    [InlineData("VOTE_BEFORE_FINISH", "whatever", "N")]
    [InlineData("VOTE_CLOSING_DELAY", "Y", "Y")]
    [InlineData("VOTE_CLOSING_DELAY", "1", "N")]
    [InlineData("VOTE_TIME_LIMIT", "86400", "86400")]
    [InlineData("VOTE_TIME_LIMIT", "-5", "0")]
    [InlineData("VOTE_TIME_LIMIT", "soon", "0")]
    [InlineData("VOTE_TIME_LIMIT", "99999999999999999999", "0")]
    [InlineData("VOTE_TIME_LIMIT", "9999999999", "34560000")]
    [InlineData("FULL_CLOSE_TIME", "0", "0")]
    [InlineData("FULL_CLOSE_TIME", "30", "30")]
    [InlineData("AUTO_CLOSE_TIME", "3600", "3600")]
    [InlineData("AUTO_CLOSE_TIME", "0", "0")]
    [InlineData("CLOSE_RULE", "text", "text")]
    [InlineData("CLOSE_RULE", "form", "none")]
    [InlineData("AUTO_CLOSE_RULE", "quality", "none")]
    [InlineData("LINE_NAME", "Ä shop 👍", "Ä shop 👍")]
    [InlineData("ACTIVE", "N", "N")]
    [InlineData("VOTE_MESSAGE_1_LIKE", "", "")]
    [InlineData("KPI_FIRST_ANSWER_TIME", "300", "300")]
    public async Task a_value_becomes_the_nearest_that_is_meant(string field, string given, string expected)
    {
        var id = await AddAsync(new Dictionary<string, string> { [field] = given });
        Assert.Equal(expected, (await ReadAsync(id)).GetProperty(field).GetString());
    }

    [Fact]
    public async Task phrases_for_buttons_are_cut_where_a_person_would_cut_them()
    {
        var id = await AddAsync(new { VOTE_MESSAGE_1_TEXT = string.Concat(Enumerable.Repeat("👩‍👩‍👧", 101)) });
        Assert.Equal(string.Concat(Enumerable.Repeat("👩‍👩‍👧", 100)), (await ReadAsync(id)).GetProperty("VOTE_MESSAGE_1_TEXT").GetString());
    }

    [Fact]
    public async Task an_update_changes_only_what_is_said()
    {
        var id = await AddAsync(new { LINE_NAME = "Old", VOTE_TIME_LIMIT = 60, CRM = "Y", WORKTIME_DAYOFF = new[] { "SA", "SU" } });
        Assert.True(await UpdateAsync(id, new { line_name = "New", CRM_SOURCE = "create" }));

        var line = await ReadAsync(id);
        Assert.Equal("New", line.GetProperty("LINE_NAME").GetString());
        Assert.Equal("60", line.GetProperty("VOTE_TIME_LIMIT").GetString());
        Assert.Equal("Y", line.GetProperty("CRM").GetString());
        Assert.Equal("create", line.GetProperty("CRM_SOURCE").GetString());
        Assert.Equal(["SA", "SU"], line.GetProperty("WORKTIME_DAYOFF").EnumerateArray().Select(day => day.GetString()));
        Assert.False(line.TryGetProperty("NO_SUCH_FIELD", out _));
    }

    [Fact]
    public async Task it_is_the_channel_of_the_other_api_which_keeps_what_only_this_one_knows()
    {
        await world.Admin.ResultAsync("imopenlines.config.update", new
        {
            CONFIG_ID = world.Line,
            PARAMS = new { VOTE_TIME_LIMIT = 3600, VOTE_CLOSING_DELAY = "Y", FULL_CLOSE_TIME = 5, CRM = "Y" },
        });
        var channel = (await world.Host.Admin.GetAsync($"channels/{Bitrix24Host.Channel}")).Good;
        Assert.Equal("PT1H", channel.GetProperty("rating").GetProperty("window").GetString());
        Assert.True(channel.GetProperty("rating").GetProperty("closeOnRating").GetBoolean());
        Assert.Equal("PT5M", channel.GetProperty("closing").GetProperty("afterFinish").GetString());

        _ = (await world.Host.Admin.PutAsync($"channels/{Bitrix24Host.Channel}", channel)).Good;
        Assert.Equal("Y", (await ReadAsync(world.Line)).GetProperty("CRM").GetString());
        Assert.True((await world.Application.ResultAsync(
            "imconnector.status", new { CONNECTOR = Bitrix24Host.Connector, LINE = world.Line })).GetProperty("STATUS").GetBoolean());
    }

    [Fact]
    public async Task its_queue_is_agents_and_somebody()
    {
        var id = await AddAsync(new { QUEUE = new[] { new { ENTITY_TYPE = "user", ENTITY_ID = world.BorissNumber } } });
        Assert.Equal($"{world.BorissNumber}", (await ReadAsync(id)).GetProperty("QUEUE").EnumerateArray().Single().GetString());
        Assert.False(await UpdateAsync(id, new { QUEUE = Array.Empty<int>() }));
        Assert.False(await UpdateAsync(id, new { QUEUE = new[] { 987654321 } }));
        Assert.False(await UpdateAsync(id, new { QUEUE = new[] { new { ENTITY_TYPE = "department", ENTITY_ID = world.BorissNumber } } }));
        Assert.Equal($"{world.BorissNumber}", (await ReadAsync(id)).GetProperty("QUEUE").EnumerateArray().Single().GetString());
    }

    [Fact]
    public async Task a_deleted_one_is_gone_from_here_and_inactive_elsewhere()
    {
        var id = await AddAsync(new { LINE_NAME = "Short-lived" });
        Assert.True((await world.Admin.ResultAsync("imopenlines.config.delete", new { CONFIG_ID = id })).GetBoolean());

        Assert.Equal(JsonValueKind.False, (await ReadAsync(id)).ValueKind);
        Assert.False(await UpdateAsync(id, new { LINE_NAME = "Again" }));
        Assert.False((await world.Admin.ResultAsync("imopenlines.config.delete", new { CONFIG_ID = id })).GetBoolean());
        Assert.Empty((await ListAsync(new { filter = new { ID = id } })).EnumerateArray());
    }

    [Fact]
    public async Task a_list_filters_orders_selects_and_pages()
    {
        foreach (var name in new[] { "list c", "list a", "list b" })
            await AddAsync(new { LINE_NAME = name, ACTIVE = name == "list b" ? "N" : "Y" });
        var mine = new Dictionary<string, string> { ["%LINE_NAME"] = "list " };
        var byName = new { LINE_NAME = "DESC" };

        Assert.Equal(["list c", "list a", "list b"], Names(await ListAsync(new { filter = mine })));
        Assert.Equal(["list c", "list b", "list a"], Names(await ListAsync(new { filter = mine, order = byName })));
        Assert.Equal(["list b"], Names(await ListAsync(new { filter = mine, order = byName, limit = 1, offset = 1 })));
        mine["!ACTIVE"] = "N";
        Assert.Equal(["list c", "list a"], Names(await ListAsync(new { filter = mine })));
        var selected = (await ListAsync(new { filter = mine, select = new[] { "id" } }))[0];
        Assert.Equal("ID", selected.EnumerateObject().Single().Name);
    }

    [Fact]
    public async Task nobody_is_asked_where_the_plan_has_no_ratings()
    {
        await using var host = await RatingGrains.Api.Host.ApiHost.StartAsync(null, "--Features:CustomerRating", "false");
        using var http = new HttpClient { BaseAddress = host.Address };
        var admin = new RestClient(http, null, RatingGrains.Api.Host.ApiHost.AdminKey);
        var id = await admin.ResultAsync("imopenlines.config.add", new { PARAMS = new { VOTE_MESSAGE = "Y" } });
        var line = await admin.ResultAsync("imopenlines.config.get", new { CONFIG_ID = id.GetInt64() });
        Assert.Equal("N", line.GetProperty("VOTE_MESSAGE").GetString());
    }

    private async Task<long> AddAsync(object fields) =>
        (await world.Admin.ResultAsync("imopenlines.config.add", new { PARAMS = fields })).GetInt64();

    private Task<JsonElement> ReadAsync(long id) => world.Admin.ResultAsync("imopenlines.config.get", new { CONFIG_ID = id });

    private async Task<bool> UpdateAsync(long id, object fields) =>
        (await world.Admin.ResultAsync("imopenlines.config.update", new { CONFIG_ID = id, PARAMS = fields })).GetBoolean();

    private Task<JsonElement> ListAsync(object parameters) =>
        world.Admin.ResultAsync("imopenlines.config.list.get", new { PARAMS = parameters });

    private static IEnumerable<string?> Names(JsonElement lines) =>
        lines.EnumerateArray().Select(line => line.GetProperty("LINE_NAME").GetString());
}
