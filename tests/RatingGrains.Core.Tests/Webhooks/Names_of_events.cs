using RatingGrains.Conversations;
using RatingGrains.Kernel;

namespace RatingGrains.Webhooks;

public sealed class Names_of_events
{
    [Fact]
    public void every_kind_of_news_has_a_name_and_belongs_to_everything_but_what_is_said()
    {
        var kinds = Enum.GetValues<NewsKind>();
        Assert.Equal(kinds.Length, kinds.Select(EventNames.Of).Distinct().Count());
        Assert.Equal(
            kinds.Except([NewsKind.MessageAdded, NewsKind.MessageSent]).ToHashSet(),
            EventNames.MeantBy(["*"]).ToHashSet());
        Assert.Equal(kinds.Length, EventNames.MeantBy(kinds.Select(EventNames.Of)).Count);
    }

    [Fact]
    public void a_pattern_stands_for_its_family_and_for_no_other()
    {
        Assert.Equal(6, EventNames.MeantBy(["rating.*"]).Count);
        Assert.Equal(
            [NewsKind.SupervisorRatingSubmitted, NewsKind.SupervisorRatingChanged],
            EventNames.MeantBy(["supervisorRating.*"]).Order());
        Assert.Equal([NewsKind.RatingLate], EventNames.MeantBy(["rating.late"]));
    }

    [Fact]
    public void alerts_may_be_asked_for_though_there_are_none_yet()
    {
        Assert.True(EventNames.IsKnown("alert.*"));
        Assert.Empty(EventNames.MeantBy(["alert.*"]));
    }

    [Theory]
    [InlineData("")]
    [InlineData("rating")]
    [InlineData("Rating.submitted")]
    [InlineData("rating.*.late")]
    [InlineData("alert.spike")]
    [InlineData("message.*")]
    [InlineData("message.added")]
    [InlineData("message.sent")]
    public void nothing_else_is_a_name(string name) => Assert.False(EventNames.IsKnown(name));

    [Fact]
    public void a_delivery_is_named_after_the_effect_that_it_tells_of()
    {
        var id = DeliveryId.Of(new EffectId("conversation", "c.1", 300, 7));

        Assert.Equal("c.1.300.7", id.Value);
        Assert.True(DeliveryId.TryParse(id.Value, out var read));
        Assert.Equal(id, read);
    }

    [Theory]
    [InlineData("")]
    [InlineData("c1")]
    [InlineData("c1.1")]
    [InlineData(".1.2")]
    [InlineData("c1.1.256")]
    [InlineData("c1.-1.2")]
    [InlineData("c/1.1.2")]
    [InlineData("c1.9223372036854775807.1")]
    public void what_is_no_name_of_a_delivery_is_not_read_as_one(string text) =>
        Assert.False(DeliveryId.TryParse(text, out _));
}
