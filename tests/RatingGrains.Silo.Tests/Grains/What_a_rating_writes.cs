using RatingGrains.Contract;
using RatingGrains.Conversations;

namespace RatingGrains.Grains;

/// <summary>Every write is paid for, in the cloud by the piece: these numbers are what operations are sized by.</summary>
public sealed class What_a_rating_writes : SiloTest
{
    [Fact]
    public async Task One_write_of_the_conversation_and_no_reminder_while_it_is_in_use()
    {
        var id = await AskedAsync("42");
        await Shell.SettleAsync();
        var (writes, upserts) = (Shell.Storage.WritesOf(GrainOf(id)), Shell.Reminders.Upserts);
        await DoAsync(id, new RateAsCustomer(RatingValue.Like, null));
        await Shell.SettleAsync();

        Assert.Equal(writes + 1, Shell.Storage.WritesOf(GrainOf(id)));
        Assert.Equal(upserts, Shell.Reminders.Upserts);
    }

    [Fact]
    public async Task Two_writes_of_the_thread_where_it_came_as_a_message()
    {
        var id = await AskedAsync("42");
        await Shell.SettleAsync();
        var thread = $"thread/{ThreadOf("42").Value}";
        var (conversation, before, upserts) =
            (Shell.Storage.WritesOf(GrainOf(id)), Shell.Storage.WritesOf(thread), Shell.Reminders.Upserts);
        await Shell.Engine.ReceiveAsync(ThreadOf("42"), Text("1"), default);
        await Shell.SettleAsync();

        Assert.Equal((conversation + 1, before + 2), (Shell.Storage.WritesOf(GrainOf(id)), Shell.Storage.WritesOf(thread)));
        Assert.Equal(upserts, Shell.Reminders.Upserts);
    }

    [Fact]
    public async Task A_conversation_costs_a_write_a_turn_one_more_when_it_is_quiet_and_two_of_its_reminder()
    {
        await Shell.Engine.ConfigureAsync(
            Web, ContractSettings.Defaults with { Rating = ContractSettings.Defaults.Rating with { CloseOnRating = true } },
            null, default);
        var id = await AskedAsync("42");
        await DoAsync(id, new RateAsCustomer(RatingValue.Like, null));
        await Shell.SettleAsync();
        Assert.Equal(4, Shell.Storage.WritesOf(GrainOf(id)));
        await Eventually.BecomesTrue(
            () =>
            {
                Shell.Clock.Advance(TimeSpan.FromSeconds(20));
                return Shell.Reminders.Of(GrainOf(id)) is null;
            },
            "the reminder is gone");

        Assert.Equal(5, Shell.Storage.WritesOf(GrainOf(id)));
        Assert.Equal(1, Shell.Reminders.UpsertsOf(GrainOf(id)));
        Assert.DoesNotContain("\"outbox\":[{", System.Text.Encoding.UTF8.GetString(Shell.Storage.BodyOf(GrainOf(id))));
    }

    [Fact]
    public async Task A_busy_agent_shares_its_writes_and_stays_small()
    {
        var ids = await ManyAskedAsync(400);
        await Shell.SettleAsync();
        var before = Shell.Storage.WritesOf("agent/anna");
        await Task.WhenAll(ids.Select(id => DoAsync(id, new RateAsCustomer(RatingValue.Like, "thank you"))));
        await Shell.SettleAsync();

        Assert.InRange(Shell.Storage.WritesOf("agent/anna") - before, 1, 40);
        Assert.InRange(Shell.Storage.LargestOf("agent/anna"), 1, 64 * 1024);
    }
}
