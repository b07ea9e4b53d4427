using RatingGrains.Channels;
using RatingGrains.Conversations;
using RatingGrains.Figures;
using RatingGrains.Kernel;
using RatingGrains.Ports;

namespace RatingGrains.Silo.PostgreSql;

public abstract partial class ReadSideContract
{
    [StoreFact]
    public async Task A_conversation_is_listed_with_its_ratings()
    {
        var enquiry = Enquiry.Asked(1, Enquiry.Anna).Do(new RateAsCustomer(RatingValue.Like, "Très bien"))
            .Do(new RateAsSupervisor("olga", 4, "Quick"));
        await ShowAsync(enquiry);

        var listed = Assert.Single(await ListAsync(ConversationQuery.All));
        Assert.Equal(enquiry.Id, listed.Id);
        Assert.Equal(enquiry.Thread.Channel, listed.Channel);
        Assert.Equal(Enquiry.Anna, listed.Agent);
        Assert.Equal(RatingValue.Like, listed.CustomerRating);
        Assert.Equal("Très bien", listed.CustomerComment);
        Assert.Equal(4, listed.SupervisorRating);
        Assert.Equal(enquiry.Snapshot.State.OpenedAt, listed.OpenedAt);
        Assert.Equal(enquiry.Snapshot.State.FinishedAt, listed.FinishedAt);
        Assert.Equal(RequestState.Answered, listed.Request);
    }

    [StoreFact]
    public async Task What_is_shown_twice_counts_once_and_is_logged_once()
    {
        var enquiry = Enquiry.Asked(1, Enquiry.Anna).Do(new RateAsCustomer(RatingValue.Like, null));
        await ShowAsync(enquiry);
        await ShowAsync(enquiry);

        var counts = await CountsAsync(Enquiry.Anna);
        Assert.Equal(1, counts[(int)FigureKind.Like]);
        Assert.Equal(1, counts[(int)FigureKind.Conversation]);
        var messages = await ReadSide.MessagesAsync(1, 0, 100, withRatings: true, default);
        Assert.Equal(enquiry.Snapshot.State.Messages, messages.Count);
        Assert.Equal(messages.Select(message => message.Ordinal).Order(), messages.Select(message => message.Ordinal));
        var history = await ReadSide.HistoryAsync(1, 0, 100, default);
        Assert.Equal([HistoryWhat.Sent, HistoryWhat.Given], history.Select(line => line.Entry.What));
    }

    [StoreFact]
    public async Task What_is_shown_again_beside_what_is_new_stops_nothing_of_it()
    {
        var again = Enumerable.Range(1, 5)
            .Select(number => Enquiry.Asked(number, Enquiry.Anna).Do(new RateAsCustomer(RatingValue.Like, null))).ToArray();
        foreach (var enquiry in again)
            await ShowAsync(enquiry);
        var added = Enumerable.Range(6, 20)
            .Select(number => Enquiry.Asked(number, Enquiry.Anna).Do(new RateAsCustomer(RatingValue.Like, null))).ToArray();
        await Task.WhenAll(again.Concat(added).Concat(added).SelectMany(enquiry => enquiry.Turns)
            .Select(turn => Writer.ShowAsync(turn.Snapshot, turn.Entries, default)));

        Assert.Equal(25, (await CountsAsync(Enquiry.Anna))[(int)FigureKind.Like]);
        foreach (var enquiry in again.Concat(added))
        {
            var number = enquiry.Snapshot.State.Number;
            var messages = await ReadSide.MessagesAsync(number, 0, 100, withRatings: true, default);
            Assert.Equal(enquiry.Snapshot.State.Messages, messages.Count);
            var history = await ReadSide.HistoryAsync(number, 0, 100, default);
            Assert.Equal([HistoryWhat.Sent, HistoryWhat.Given], history.Select(line => line.Entry.What));
        }
        // The answer, the request and the thanks of each.
        var events = await TakeAsync(limit => ReadSide.FollowAsync(Enquiry.Web, null, 0, limit), 3 * 25);
        Assert.Equal(3 * 25, events.Select(one => (one.Conversation, one.Kind)).Distinct().Count());
        Assert.Null(await ReadSide.FindCustomerEventAsync(Enquiry.Web, events[^1].Sequence + 1, default));
    }

    [StoreFact]
    public async Task An_older_version_that_comes_later_changes_nothing()
    {
        var enquiry = Enquiry.Asked(1, Enquiry.Anna).Do(new RateAsCustomer(RatingValue.Like, null))
            .Do(new RateAsCustomer(RatingValue.Dislike, null));
        foreach (var (snapshot, entries) in Enumerable.Reverse(enquiry.Turns))
            await Writer.ShowAsync(snapshot, entries, default);

        Assert.Equal(RatingValue.Dislike, Assert.Single(await ListAsync(ConversationQuery.All)).CustomerRating);
        var counts = await CountsAsync(Enquiry.Anna);
        Assert.Equal(0, counts[(int)FigureKind.Like]);
        Assert.Equal(1, counts[(int)FigureKind.Dislike]);
    }

    [StoreFact]
    public async Task A_change_of_mind_moves_the_figure()
    {
        var enquiry = Enquiry.Asked(1, Enquiry.Anna).Do(new RateAsCustomer(RatingValue.Like, null));
        await ShowAsync(enquiry);
        await ShowAsync(enquiry.Do(new RateAsCustomer(RatingValue.Dislike, null)).Do(new RateAsSupervisor("olga", 5, null)));
        await ShowAsync(enquiry.Do(new RateAsSupervisor("olga", 1, null)));

        var counts = await CountsAsync(Enquiry.Anna);
        Assert.Equal((0, 1), (counts[(int)FigureKind.Like], counts[(int)FigureKind.Dislike]));
        Assert.Equal((1, 0), (counts[(int)FigureKind.OneStar], counts[(int)FigureKind.FiveStars]));
    }

    [StoreFact]
    public async Task Days_are_sums_of_what_was_shown()
    {
        var shop = new ChannelId("shop");
        await ShowAsync(Enquiry.Asked(1, Enquiry.Anna).Do(new RateAsCustomer(RatingValue.Like, null)));
        await ShowAsync(Enquiry.Asked(2, Enquiry.Boris).Do(new RateAsCustomer(RatingValue.Like, null)));
        await ShowAsync(Enquiry.Asked(3, Enquiry.Boris, shop).Do(new RateAsSupervisor("olga", 5, null)));
        var day = DateOnly.FromDateTime(Enquiry.Noon.Date);
        var days = Days.Of(TimeZoneInfo.Utc, day.AddDays(-1), day.AddDays(1));

        var figures = await ReadSide.FiguresAsync([Enquiry.Web, shop], days, default);
        var all = figures.ToDictionary(figure => figure.Channel);
        Assert.All(all.Values, figure => Assert.Equal(1, figure.Day));
        Assert.Equal(2, all[Enquiry.Web].Counts[(int)FigureKind.Like]);
        Assert.Equal(1, all[shop].Counts[(int)FigureKind.FiveStars]);
        Assert.Equal(2, (await ReadSide.FiguresAsync(Enquiry.Boris, days, default)).Count);
        Assert.Empty(await ReadSide.FiguresAsync([new ChannelId("none")], days, default));
    }

    [StoreFact]
    public async Task Spam_is_taken_out_of_the_figures_again()
    {
        var enquiry = Enquiry.Asked(1, Enquiry.Anna);
        await ShowAsync(enquiry);
        Assert.Equal(1, (await CountsAsync(Enquiry.Anna))[(int)FigureKind.Conversation]);

        await ShowAsync(enquiry.Do(new MarkSpam(Enquiry.Anna, "anna")));

        Assert.Equal(0, (await CountsAsync(Enquiry.Anna))[(int)FigureKind.Conversation]);
    }

    [StoreFact]
    public async Task Whatever_the_order_the_figures_equal_a_recount()
    {
        var enquiries = Enumerable.Range(1, 60).Select(SomeEnquiry).ToList();
        var shown = enquiries.SelectMany(enquiry => enquiry.Turns).ToArray();
        var random = new Random(3);
        shown = [.. shown, .. shown.Where(_ => random.Next(4) == 0)];
        random.Shuffle(shown);
        var other = await _world.HostAsync();
        await Task.WhenAll(shown.Select((turn, i) =>
            (i % 2 == 0 ? Writer : other.Get<Delivery.IReadSideWriter>()).ShowAsync(turn.Snapshot, turn.Entries, default)));

        var recount = new FigureChanges();
        foreach (var enquiry in enquiries)
            recount.Move(enquiry.Thread.Channel, default, Standing.Of(enquiry.Snapshot.State));
        foreach (var agent in new[] { Enquiry.Anna, Enquiry.Boris })
        {
            var groups = await ReadSide.FiguresAsync(agent, Ever, default);
            Assert.NotEmpty(groups);
            foreach (var group in groups)
            {
                var counted = recount.Cells[new CellKey(group.Key, agent, CellKey.AllTime)];
                for (var kind = 0; kind < Counts.Kinds; kind++)
                    Assert.Equal(counted[kind], group.All[kind]);
            }
        }
        Assert.Equal(60, (await ListAsync(ConversationQuery.All)).Count);
    }

    [StoreFact]
    public async Task Text_that_a_database_may_not_hold_stops_nobody()
    {
        await ShowAsync(Enquiry.Asked(1, Enquiry.Anna, name: "A\0nn").Do(new RateAsCustomer(RatingValue.Like, "half \ud83d")));

        Assert.Equal(RatingValue.Like, Assert.Single(await ListAsync(ConversationQuery.All)).CustomerRating);
        Assert.Empty(await ListAsync(ConversationQuery.All with { Search = "x\0y" }));
    }

    [StoreFact]
    public async Task One_that_cannot_be_shown_does_not_hold_up_the_others()
    {
        var broken = Snapshot<ConversationState>.New(ConversationState.Unopened) with { Version = 1 };
        var show = Enquiry.Asked(1, Enquiry.Anna).Last.Where(entry => entry.Effect is ShowConversation);
        var others = Enumerable.Range(1, 20).Select(number => ShowAsync(Enquiry.Asked(number, Enquiry.Anna))).ToArray();

        await Assert.ThrowsAsync<StoreUnavailableException>(() => Writer.ShowAsync(broken, [.. show], default));

        await Task.WhenAll(others);
        Assert.Equal(20, (await ListAsync(ConversationQuery.All)).Count);
    }

    private static Enquiry SomeEnquiry(int number)
    {
        var agent = number % 3 == 0 ? Enquiry.Boris : Enquiry.Anna;
        var enquiry = Enquiry.Asked(number, agent, new ChannelId(number % 2 == 0 ? "web" : "shop"));
        if (number % 4 != 0)
            enquiry.Do(new RateAsCustomer(number % 5 == 0 ? RatingValue.Dislike : RatingValue.Like, null));
        if (number % 8 == 1)
            enquiry.Do(new RateAsCustomer(RatingValue.Dislike, "no"));
        if (number % 3 == 1)
            enquiry.Do(new RateAsSupervisor("olga", 1 + number % 5, null)).Do(new RateAsSupervisor("olga", 1 + number % 4, "so"));
        if (number % 11 == 0)
            enquiry.Do(new MarkSpam(agent, agent.Value));
        return enquiry;
    }
}
