using RatingGrains.Silo.PostgreSql;
using Xunit.Abstractions;

namespace RatingGrains.Faults;

[OnPostgreSql]
public sealed class When_two_silos_get_the_same_message(ITestOutputHelper output) : FaultTest(output)
{
    private const int Messages = 100;

    [StoreFact]
    public async Task There_is_one_conversation_and_one_message()
    {
        using var first = Cluster.CallerOf(0);
        using var second = Cluster.CallerOf(1);
        await Parallel.ForEachAsync(Enumerable.Range(0, Messages), async (n, _) =>
        {
            var receipts = await Task.WhenAll(SayAsync(first, n), SayAsync(second, n));
            var id = Assert.Single(receipts.Select(receipt => receipt.Id).Distinct());
            Assert.Equal(["duplicate", "opened"], receipts.Select(receipt => receipt.Outcome).Order());
            await Waiting.UntilAsync(
                async () => (await first.ListAsync($"conversations/{id}/messages?limit=10")).Count == 1,
                TimeSpan.FromSeconds(10), "the message is in the log once");
        });
        Assert.Equal(Messages, (await second.ListAsync("conversations?limit=200")).Count);
    }

    [StoreFact]
    public async Task One_finish_by_one_key_counts_once()
    {
        using var first = Cluster.CallerOf(0);
        using var second = Cluster.CallerOf(1);
        var (id, _) = await SayAsync(first, 0);
        var finished = await Task.WhenAll(FinishAsync(first, id), FinishAsync(second, id));
        // A second finish would have closed it.
        Assert.Equal(["closing", "closing"], finished);
    }

    private static async Task<(string Id, string Outcome)> SayAsync(Caller caller, int customer)
    {
        var receipt = await caller.SendAsync(
            HttpMethod.Post, "channels/web/messages",
            new { connector = "sms", chatId = $"{customer}", userId = $"{customer}", messageId = "1", text = "Hello" });
        return (receipt.GetProperty("conversationId").GetString()!, receipt.GetProperty("outcome").GetString()!);
    }

    private static async Task<string> FinishAsync(Caller caller, string id) =>
        (await caller.SendAsync(HttpMethod.Post, $"conversations/{id}/finish", new { }, "the-same-key"))
            .GetProperty("status").GetString()!;
}
