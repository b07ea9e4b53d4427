using System.Net;
using RatingGrains.Api.Host;

namespace RatingGrains.Api.Lists;

/// <summary>Who sees which rows: the numbers of anna's, of boris', of both's, and of those that nobody holds.</summary>
public sealed class When_somebody_may_not_see_all : IAsyncLifetime
{
    private const long OfAnna = 1, OfBoris = 2, FromAnnaToBoris = 3, FreeOnWeb = 4, FreeOnBorisOnly = 5;

    private ApiHost _host = null!;
    private Centre _centre = null!;
    private ApiClient _anna = null!;

    public async Task InitializeAsync()
    {
        _host = await ApiHost.StartAsync();
        _centre = new Centre(_host);
        _anna = await _centre.AgentAsync("anna", "support");
        await _centre.AgentAsync("boris", "sales");
        await _centre.ChannelAsync("web", "anna", "boris");
        await _centre.ChannelAsync("wholesale", "boris");
        await _centre.AcceptAsync(await _centre.WriteAsync("web", "1"), "anna");
        await _centre.AcceptAsync(await _centre.WriteAsync("web", "2"), "boris");
        var transferred = await _centre.WriteAsync("web", "3");
        await _centre.AcceptAsync(transferred, "anna");
        await _centre.TransferAsync(transferred, "boris");
        await _centre.WriteAsync("web", "4");
        await _centre.WriteAsync("wholesale", "5");
    }

    public async Task DisposeAsync() => await _host.DisposeAsync();

    [Fact]
    public async Task an_agent_sees_what_it_took_part_in() =>
        Assert.Equal([FromAnnaToBoris, OfAnna], await NumbersAsync(_anna));

    [Fact]
    public async Task a_supervisor_sees_what_its_team_holds_or_took_part_in_and_what_is_free_for_it()
    {
        var support = await _host.KeyAsync(new { role = "supervisor", subject = "olga", team = "support" });
        var sales = await _host.KeyAsync(new { role = "supervisor", subject = "pavel", team = "sales" });

        Assert.Equal([FreeOnWeb, FromAnnaToBoris, OfAnna], await NumbersAsync(support));
        Assert.Equal([FreeOnBorisOnly, FreeOnWeb, FromAnnaToBoris, OfBoris], await NumbersAsync(sales));
    }

    [Fact]
    public async Task a_supervisor_without_a_team_sees_all() => Assert.Equal(
        [FreeOnBorisOnly, FreeOnWeb, FromAnnaToBoris, OfBoris, OfAnna],
        await NumbersAsync(await _host.KeyAsync(new { role = "supervisor", subject = "chief" })));

    [Fact]
    public async Task rights_of_a_key_take_the_place_of_its_roles()
    {
        var all = await _host.KeyAsync(new { role = "agent", subject = "anna", rights = new { list = "any" } });
        var team = await _host.KeyAsync(new { role = "agent", subject = "anna", rights = new { list = "team" } });
        var none = await _host.KeyAsync(new { role = "admin", subject = "x", rights = new { list = "none" } });

        Assert.Equal(5, (await NumbersAsync(all)).Count);
        Assert.Equal([FreeOnWeb, FromAnnaToBoris, OfAnna], await NumbersAsync(team));
        (await none.GetAsync("conversations")).Is(HttpStatusCode.Forbidden);
        (await none.GetAsync("conversations/export")).Is(HttpStatusCode.Forbidden);
    }

    [Fact]
    public async Task connectors_viewers_customers_and_nobody_list_nothing()
    {
        var connector = await _host.KeyAsync(new { role = "connector", subject = "x", channels = new[] { "web" } });
        var viewer = await _host.KeyAsync(new { role = "viewer", subject = "wall" });

        foreach (var path in new[] { "conversations", "conversations/export" })
        {
            (await connector.GetAsync(path)).Is(HttpStatusCode.Forbidden);
            (await viewer.GetAsync(path)).Is(HttpStatusCode.Forbidden);
            (await _host.Nobody.GetAsync(path)).Is(HttpStatusCode.Unauthorized);
        }
    }

    [Fact]
    public async Task ratings_that_a_channel_hides_are_unrated_to_agents_in_filter_search_order_and_export()
    {
        var mine = (await _anna.GetAsync("conversations?q=1")).Items[0].GetProperty("id").GetString()!;
        await _centre.RateAsync(mine, "dislike", "terrible service");
        await _centre.ChannelAsync(
            "web", new { name = "Web", agents = new[] { "anna", "boris" }, agentsSeeRatings = false });

        Assert.Empty(await NumbersAsync(_anna, "customerRating=dislike"));
        Assert.Equal([FromAnnaToBoris, OfAnna], await NumbersAsync(_anna, "customerRating=none"));
        Assert.Equal([FromAnnaToBoris, OfAnna], await NumbersAsync(_anna, "sort=customerRating"));
        Assert.Empty(await NumbersAsync(_anna, "q=terrible"));
        Assert.DoesNotContain("terrible", (await _anna.GetAsync("conversations")).Body.ToString());
        var export = await (await _anna.OpenAsync("conversations/export?format=csv")).Content.ReadAsStringAsync();
        Assert.DoesNotContain("terrible", export);
        Assert.Equal([OfAnna], await NumbersAsync(_host.Admin, "q=terrible"));
    }

    private static async Task<IReadOnlyList<long>> NumbersAsync(ApiClient client, string filter = "")
    {
        var answer = await client.GetAsync($"conversations?{filter}");
        return [.. answer.Items.Select(row => row.GetProperty("number").GetInt64())];
    }
}
