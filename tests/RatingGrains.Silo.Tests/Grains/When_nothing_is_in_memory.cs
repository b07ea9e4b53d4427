using RatingGrains.Contract;
using RatingGrains.Conversations;
using RatingGrains.Ports;

namespace RatingGrains.Grains;

/// <summary>What reminders are for.</summary>
public sealed class When_nothing_is_in_memory : SiloTest
{
    [Fact]
    public async Task A_reminder_wakes_the_grain_at_its_deadline()
    {
        var id = await AskedAsync("42");
        await Shell.SettleAsync();
        await DeactivateAsync(id);
        Shell.Clock.Advance(TimeSpan.FromMinutes(11));

        await ClosesAsync(id);
    }

    [Fact]
    public async Task A_reminder_is_moved_to_a_far_deadline_and_wakes_the_grain_there()
    {
        var id = await AskedAsync("42");
        await Shell.SettleAsync();
        Shell.Clock.Advance(TimeSpan.FromMinutes(10));
        await ClosesAsync(id);
        await QuietAsync(() => Shell.Reminders.Of(GrainOf(id))?.StartAt >= Monday.UtcDateTime.AddDays(1));
        await DeactivateAsync(id);

        Shell.Clock.Advance(TimeSpan.FromDays(1));
        await QuietAsync(() => Shell.Storage.BodyOf(GrainOf(id)) is var body
            && System.Text.Encoding.UTF8.GetString(body).Contains("\"expired\"", StringComparison.Ordinal));
        await QuietAsync(() => Shell.Reminders.Of(GrainOf(id)) is null);
    }

    [Fact]
    public async Task What_was_not_delivered_before_a_kill_is_delivered_without_anybody_asking()
    {
        Shell.ReadSideFails = true;
        var id = await OpenAsync("42");
        var next = (Cluster.SiloShell)await Shell.RestartAsync();
        next.ReadSideFails = false;
        try
        {
            Assert.Equal(id, Assert.Single(await next.ReadSide.ListAsync(ConversationQuery.All, null, 10, default)).Id);
        }
        finally
        {
            await next.DisposeAsync();
        }
    }

    private Task DeactivateAsync(ConversationId id) => Shell.Cluster.DeactivateAsync(GrainId.Parse(GrainOf(id)));

    private Task ClosesAsync(ConversationId id) => Eventually.BecomesTrue(
        async () => (await Shell.ReadSide.ListAsync(ConversationQuery.All, null, 10, default))
            .Any(row => row.Id == id && row.Status == ConversationStatus.Closed),
        "it is listed as closed");

    /// <summary>Minute after minute, until the grain has settled.</summary>
    private Task QuietAsync(Func<bool> condition) => Eventually.BecomesTrue(
        () =>
        {
            Shell.Clock.Advance(TimeSpan.FromSeconds(20));
            return condition();
        },
        "the grain has settled");
}
