using RatingGrains.Conversations;
using RatingGrains.Ports;

namespace RatingGrains.Contract;

/// <summary>What doors for clients of other products keep.</summary>
public abstract partial class EngineContract
{
    private IDoorRecords Records => Shell.Records[0];

    [Fact]
    public async Task A_name_gets_one_number_whoever_asks_at_the_same_moment()
    {
        var asked = Enumerable.Range(0, 40).Select(one => Shell.Records[one % Shell.Records.Count].GetOrAddAsync(
            DoorRecordKind.Thread, $"thread-{one % 4}", null, default));
        var records = await Task.WhenAll(asked);

        Assert.Equal(4, records.Select(record => record.Number).Distinct().Count());
        Assert.Equal(4, records.Distinct().Count());
        Assert.All(records, record => Assert.True(record.Number > 0));
    }

    [Fact]
    public async Task A_number_stays_and_leads_back_to_its_name_also_after_a_restart()
    {
        var web = await Records.GetOrAddAsync(DoorRecordKind.Channel, "web", null, default);
        var person = await Records.GetOrAddAsync(DoorRecordKind.Person, "web", null, default);
        Assert.NotEqual(web.Number, person.Number);

        await RestartAsync();

        Assert.Equal(web, await Records.GetOrAddAsync(DoorRecordKind.Channel, "web", "ignored", default));
        Assert.Equal(person, await Records.FindAsync(person.Number, default));
        Assert.Null(await Records.FindAsync(web.Number + 1_000, default));
        var other = await Records.GetOrAddAsync(DoorRecordKind.Person, "boris", null, default);
        Assert.NotEqual(person.Number, other.Number);
    }

    [Fact]
    public async Task A_record_is_set_found_listed_and_removed()
    {
        await Records.SetAsync(DoorRecordKind.Connector, "one", "1", default);
        await Records.SetAsync(DoorRecordKind.Connector, "two", "2", default);
        var first = await Records.FindAsync(DoorRecordKind.Connector, "one", default);
        await Records.SetAsync(DoorRecordKind.Connector, "one", "new", default);

        Assert.Equal(first! with { Value = "new" }, await Records.FindAsync(DoorRecordKind.Connector, "one", default));
        var listed = await Records.ListAsync(DoorRecordKind.Connector, 10, default);
        Assert.Equal(["new", "2"], listed.Select(record => record.Value));
        Assert.True(await Records.RemoveAsync(DoorRecordKind.Connector, "one", default));
        Assert.False(await Records.RemoveAsync(DoorRecordKind.Connector, "one", default));
        Assert.Null(await Records.FindAsync(DoorRecordKind.Connector, "one", default));
    }

    [Fact]
    public async Task Conversations_are_found_and_paged_by_their_numbers()
    {
        var numbers = new List<long>();
        foreach (var customer in new[] { "ann", "bob", "cid" })
        {
            var receipt = await SayAsync(ThreadOf(customer), "Hello");
            numbers.Add((await StateAsync(receipt.Conversation!.Value)).Number);
        }
        var byNumber = ConversationQuery.All with { Sort = ConversationSort.LowestNumber };
        await Eventually.BecomesTrue(
            async () => await Shell.ReadSide.CountAsync(byNumber, default) == 3, "all are listed");
        numbers.Sort();

        var second = (await Shell.ReadSide.ListFromAsync(byNumber, 1, 1, default)).Single();
        Assert.Equal(numbers[1], second.Number);
        Assert.Equal(second.Id, await Shell.ReadSide.FindConversationAsync(second.Number, default));
        Assert.Null(await Shell.ReadSide.FindConversationAsync(numbers[2] + 1_000_000, default));
        Assert.Equal(
            numbers[1..], (await Shell.ReadSide.ListAsync(byNumber with { AboveNumber = numbers[0] }, null, 10, default))
                .Select(row => row.Number));
        Assert.Equal(1, await Shell.ReadSide.CountAsync(
            byNumber with { BelowNumber = numbers[1], Statuses = [ConversationStatus.New] }, default));
    }
}
