using RatingGrains.Conversations;
using RatingGrains.Ports;

namespace RatingGrains.Silo.PostgreSql;

public abstract partial class ReadSideContract
{
    [StoreFact]
    public async Task Parts_of_names_and_comments_are_found()
    {
        await ShowAsync(Enquiry.Asked(1, Enquiry.Anna, name: "00a Smith"));
        await ShowAsync(Enquiry.Asked(2, Enquiry.Anna, name: "Jürgen Müller"));
        await ShowAsync(Enquiry.Asked(3, Enquiry.Anna).Do(new RateAsCustomer(RatingValue.Like, "100% good, really")));
        foreach (var (text, expected) in new (string, long[])[]
        {
            ("müller", [2]), ("MULLER", [2]), ("100%", [3]), ("00%", [3]), ("0_a", []), ("a smith", [1]), ("1", [1]), ("xyz", []),
        })
        {
            var found = await ListAsync(ConversationQuery.All with { Search = text });
            Assert.Equal(expected, found.Select(one => one.Number));
        }
    }

    [StoreFact]
    public async Task A_comment_that_is_hidden_cannot_be_guessed()
    {
        await ShowAsync(Enquiry.Asked(3, Enquiry.Anna).Do(new RateAsCustomer(RatingValue.Like, "really")));
        var hidden = ConversationQuery.All with { Visibility = new Visibility.OfAgent(Enquiry.Anna, [Enquiry.Web]) };

        Assert.Null(Assert.Single(await ListAsync(hidden)).CustomerRating);
        Assert.Empty(await ListAsync(hidden with { Search = "really" }));
        Assert.Single(await ListAsync(hidden with { Search = "ann" }));
    }

    [StoreFact]
    public async Task Every_order_is_the_same_by_pages_and_by_export()
    {
        foreach (var enquiry in Enumerable.Range(1, 40).Select(SomeEnquiry))
            await ShowAsync(enquiry);
        foreach (var sort in Enum.GetValues<ConversationSort>())
        {
            var query = ConversationQuery.All with
            {
                Sort = sort,
                CustomerRating = [RatingValue.Like, RatingValue.Dislike, null],
                Visibility = new Visibility.OfTeam(new("support"), [Enquiry.Anna, Enquiry.Boris], [Enquiry.Web], []),
            };
            var exported = new List<long>();
            await foreach (var row in ReadSide.ExportAsync(query, default))
                exported.Add(row.Number);
            var paged = new List<long>();
            for (ListPosition? after = null; paged.Count < 1000;)
            {
                var page = await ReadSide.ListAsync(query, after, 7, default);
                paged.AddRange(page.Select(row => row.Number));
                if (page.Count < 7)
                    break;
                after = page[^1].PositionIn(sort);
            }
            Assert.Equal(40, exported.Distinct().Count());
            Assert.Equal(exported, paged);
        }
    }
}
