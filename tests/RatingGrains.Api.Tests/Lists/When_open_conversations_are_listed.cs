using RatingGrains.Api.Host;

namespace RatingGrains.Api.Lists;

public sealed class When_open_conversations_are_listed
{
    [Theory]
    [InlineData("new", 1)]
    [InlineData("new,closing", 2)]
    [InlineData("closed", 1)]
    [InlineData("new,closed", 2)]
    [InlineData("spam", 1)]
    [InlineData("new,closing,closed,spam", 4)]
    [InlineData("accepted", 0)]
    public async Task those_of_the_statuses_are_there_and_no_others(string statuses, int expected)
    {
        await using var host = await ApiHost.StartAsync();
        var centre = new Centre(host);
        await centre.AgentAsync("anna");
        await centre.ChannelAsync("web", "anna");
        await centre.WriteAsync("web", "1");
        await centre.HeldAsync("web", "2", "anna");
        await centre.FinishAsync(await centre.HeldAsync("web", "3", "anna"));
        var spam = await centre.WriteAsync("web", "4");
        _ = (await host.Admin.PostAsync($"conversations/{spam}/spam")).Good;

        var rows = (await host.Admin.GetAsync($"conversations?status={statuses}")).Items;

        Assert.Equal(expected, rows.Length);
        Assert.All(rows, row => Assert.Contains(row.GetProperty("status").GetString()!, statuses.Split(',')));
    }
}
