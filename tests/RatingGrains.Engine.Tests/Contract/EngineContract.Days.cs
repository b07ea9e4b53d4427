using RatingGrains.Channels;
using RatingGrains.Conversations;
using RatingGrains.Figures;
using RatingGrains.Ports;
using RatingGrains.Webhooks;

namespace RatingGrains.Contract;

/// <summary>What charts are drawn from, and how webhooks are doing.</summary>
public abstract partial class EngineContract
{
    [Fact]
    public async Task Ratings_count_on_the_day_on_which_they_were_given_there()
    {
        var shop = new ChannelId("shop");
        await ConfigureAsync(settings => settings, shop);
        var monday = new DateOnly(2026, 3, 2);
        var days = Days.Of(TimeZoneInfo.FindSystemTimeZoneById("Asia/Tokyo"), monday, monday.AddDays(2));
        var first = await AskedAsync(ThreadOf("42"));
        await DoAsync(first, new RateAsCustomer(RatingValue.Like, null));
        Clock.Advance(TimeSpan.FromHours(5.75));
        // A quarter before midnight in Tokyo, and then a quarter after it.
        await DoAsync(await AskedAsync(ThreadOf("43")), new RateAsSupervisor("olga", 4, null));
        Clock.Advance(TimeSpan.FromHours(0.5));
        await AskedAsync(ThreadOf("44", channel: shop));
        await DoAsync(first, new RateAsCustomer(RatingValue.Dislike, "Not after all."));

        FigureOfDay[] expected =
        [
            new(shop, 1, Counted((FigureKind.Conversation, 1))),
            new(Web, 0, Counted((FigureKind.Conversation, 2), (FigureKind.FourStars, 1))),
            new(Web, 1, Counted((FigureKind.Dislike, 1))),
        ];
        AreCounted(expected, await Shell.ReadSide.FiguresAsync([Web, shop], days, default));
        AreCounted(expected, await Shell.ReadSide.FiguresAsync(Anna, days, default));
        AreCounted(expected[1..], await Shell.ReadSide.FiguresAsync([Web], days, default));
        Assert.Empty(await Shell.ReadSide.FiguresAsync(Boris, days, default));
        Assert.Empty(await Shell.ReadSide.FiguresAsync([], days, default));
        var before = Days.Of(TimeZoneInfo.Utc, monday.AddDays(-9), monday.AddDays(-1));
        Assert.Empty(await Shell.ReadSide.FiguresAsync([Web, shop], before, default));
    }

    [Fact]
    public async Task How_a_webhook_is_doing_is_told_by_what_it_could_not_be_told()
    {
        await Shell.SubscribeAsync(Hook(Crm, "conversation.opened"));
        Assert.Equal(new WebhookHealth(null, null, 0, 0), await Told.HealthAsync(Crm, default));
        await SayAsync(ThreadOf("42"), "Hello");
        await SayAsync(ThreadOf("43"), "Hello");
        await WaitingAsync(Crm, 2);
        var asked = Clock.GetUtcNow();
        Clock.Advance(TimeSpan.FromMinutes(1));
        var claimed = await ClaimAsync(Crm);
        await Queue.SettleAsync(claimed[0], new(500, "Answered 500.", null), Clock.GetUtcNow(), default);
        await Queue.SettleAsync(
            claimed[1], new(null, "No answer.", Clock.GetUtcNow().AddHours(1)), Clock.GetUtcNow(), default);

        var failing = await Told.HealthAsync(Crm, default);
        Assert.Equal((asked, 1, 1), (failing.FailingSince, failing.Waiting, failing.Dead));
        Assert.Equal((await LogAsync(Crm))[0], failing.Newest);
        Clock.Advance(TimeSpan.FromHours(1));
        await DrainAsync(Crm);

        var well = await Told.HealthAsync(Crm, default);
        Assert.Equal((null, 0, 1), (well.FailingSince, well.Waiting, well.Dead));
        await Told.ReplayAsync(Crm, claimed[0].Delivery.Id, Clock.GetUtcNow(), default);
        var again = await Told.HealthAsync(Crm, default);
        Assert.Equal((null, 1, 0), (again.FailingSince, again.Waiting, again.Dead));
    }

    private static Counts Counted(params (FigureKind Kind, long Count)[] counted)
    {
        var counts = new Counts();
        foreach (var (kind, count) in counted)
            counts[(int)kind] = count;
        return counts;
    }

    private static void AreCounted(IEnumerable<FigureOfDay> expected, IEnumerable<FigureOfDay> figures) => Assert.Equal(
        expected.Select(Printed),
        figures.OrderBy(figure => figure.Channel.Value, StringComparer.Ordinal).ThenBy(figure => figure.Day)
            .Select(Printed));

    private static string Printed(FigureOfDay figure)
    {
        var counts = figure.Counts;
        var all = Enumerable.Range(0, Counts.Kinds).Select(kind => counts[kind]);
        return $"{figure.Channel} {figure.Day}: {string.Join(' ', all)}";
    }
}
