using Azure.Data.Tables;
using RatingGrains.Conversations;
using RatingGrains.Ports;

namespace RatingGrains.AzureTables;

/// <summary>Writes that are done and not answered, and rows that somebody else has written.</summary>
public sealed class When_a_table_does_not_answer : AzuriteTest
{
    private const string States = "OrleansGrainState";

    private static readonly RateAsCustomer Like = new(RatingValue.Like, "fine");

    [AzuriteFact]
    public async Task A_write_whose_answer_was_lost_is_found_and_not_done_again()
    {
        foreach (var id in await ManyAskedAsync(8))
        {
            await Shell.SettleAsync();
            var before = await Shell.Engine.FindAsync(id, default);
            var lost = 0;
            Stores.LosesAnswerOf = uri => uri.Contains(id.Value, StringComparison.Ordinal) && Interlocked.Increment(ref lost) == 1;
            var reply = await Shell.Engine.SendAsync(id, Like, 1, default);
            Stores.LosesAnswerOf = null;

            Assert.True(lost >= 1, "no answer was lost");
            Assert.Equal((before!.Version + 1, RatingValue.Like), (reply.Version, reply.State.CustomerRating!.Value));
            Assert.Null(reply.Refusal);
        }
    }

    [AzuriteFact]
    public async Task First_writes_whose_answers_were_lost_open_one_conversation_each()
    {
        var left = 40;
        Stores.LosesAnswerOf = uri => uri.Contains(States, StringComparison.Ordinal) && Interlocked.Decrement(ref left) >= 0;
        var ids = await Task.WhenAll(Enumerable.Range(0, 20).Select(n => OpenAsync($"c{n}")));
        Stores.LosesAnswerOf = null;

        Assert.True(left <= 0, "answers were not lost");
        Assert.Equal(20, ids.Distinct().Count());
        foreach (var id in ids)
            Assert.Equal(1, (await StateAsync(id)).Messages);
        Assert.Equal(20, (await Shell.ReadSide.ListAsync(ConversationQuery.All, null, 100, default)).Count);
    }

    [AzuriteFact]
    public async Task A_stale_write_is_never_repeated_but_the_command_is()
    {
        foreach (var id in await ManyAskedAsync(8))
        {
            await Shell.SettleAsync();
            await TouchAsync(id);
            var reply = await Shell.Engine.SendAsync(id, Like, null, default);
            Assert.Equal((null, RatingValue.Like), (reply.Refusal, reply.State.CustomerRating!.Value));
        }
    }

    /// <summary>Somebody else writes the row: whoever read it before is stale.</summary>
    private async Task TouchAsync(ConversationId id)
    {
        var table = Stores.Table(States);
        var row = (await table.GetEntityAsync<TableEntity>($"{Stores.Name}_conversation_{id.Value}", "actor")).Value;
        await table.UpdateEntityAsync(row, row.ETag, TableUpdateMode.Replace);
    }
}
