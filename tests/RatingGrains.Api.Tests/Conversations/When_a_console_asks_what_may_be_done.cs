using RatingGrains.Api.Host;

namespace RatingGrains.Api.Conversations;

public sealed class When_a_console_asks_what_may_be_done : IAsyncLifetime
{
    private ApiHost _host = null!;
    private Centre _centre = null!;
    private ApiClient _anna = null!;
    private ApiClient _carl = null!;
    private ApiClient _olga = null!;

    public async Task InitializeAsync()
    {
        _host = await ApiHost.StartAsync();
        _centre = new Centre(_host);
        (_anna, _carl) = (await _centre.AgentAsync("anna"), await _centre.AgentAsync("carl"));
        _olga = await _host.KeyAsync(new { role = "supervisor", subject = "olga" });
        await _centre.ChannelAsync("web", "anna", "carl");
    }

    public async Task DisposeAsync() => await _host.DisposeAsync();

    [Fact]
    public async Task it_goes_with_the_caller_and_the_conversation()
    {
        var conversation = await _centre.WriteAsync("web", "ann");
        Assert.Equal("accept answer finish", await MayAsync(_anna, conversation));
        Assert.Equal("accept transfer finish readHistory rate", await MayAsync(_olga, conversation));

        await _centre.AcceptAsync(conversation, "anna");
        Assert.Equal("answer transfer finish readHistory", await MayAsync(_anna, conversation));

        await _centre.TransferAsync(conversation, "carl");
        Assert.Equal("readHistory", await MayAsync(_anna, conversation));
        Assert.Equal("answer transfer finish readHistory", await MayAsync(_carl, conversation));

        await _centre.FinishAsync(conversation);
        await _centre.FinishAsync(conversation);
        Assert.Equal("readHistory", await MayAsync(_carl, conversation));
        Assert.Equal("readHistory rate", await MayAsync(_olga, conversation));
    }

    [Fact]
    public async Task nobody_rates_what_they_took_part_in()
    {
        var conversation = await _centre.HeldAsync("web", "ann", "anna");
        var annaAsSupervisor = await _host.KeyAsync(new { role = "supervisor", subject = "anna" });

        Assert.DoesNotContain("rate", (await MayAsync(annaAsSupervisor, conversation)).Split(' '));
    }

    private static async Task<string> MayAsync(ApiClient caller, string conversation) => string.Join(
        ' ', (await caller.GetAsync($"conversations/{conversation}")).Good.GetProperty("may").EnumerateArray()
            .Select(act => act.GetString()));
}
