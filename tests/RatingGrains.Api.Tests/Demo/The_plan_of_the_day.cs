using RatingGrains.Channels;
using RatingGrains.Embedded.Demo;

namespace RatingGrains.Api.Demo;

public sealed class The_plan_of_the_day
{
    [Fact]
    public void Is_the_same_for_the_same_seed_and_another_for_another()
    {
        Assert.Equal(Told(DemoPlan.Make(7)), Told(DemoPlan.Make(7)));
        Assert.NotEqual(Told(DemoPlan.Make(7)), Told(DemoPlan.Make(8)));
    }

    [Theory]
    [InlineData(1)]
    [InlineData(2)]
    [InlineData(-1)]
    public void Has_a_few_hundred_conversations_of_every_course_channel_and_agent(int seed)
    {
        var all = DemoPlan.Make(seed).All.ToList();

        Assert.InRange(all.Count, 300, 400);
        Assert.Equal(Enumerable.Range(1, all.Count), all.Select(one => one.Number).Order());
        Assert.Equal(Enum.GetValues<Course>(), all.Select(one => one.Course).Distinct().Order());
        Assert.Equal(DemoCast.Channels.Length, all.Select(one => one.Channel).Distinct().Count());
        Assert.Equal(DemoCast.Agents.Length, all.Select(one => one.LastAgent).Distinct().Count());
        Assert.Equal([1, 2, 3, 4, 5], all.Where(one => one.IsReviewed).Select(one => one.Review!.Stars).Distinct().Order());
        Assert.Contains(all, one => one.PassedTo is not null);
        Assert.Contains(all, one => one.Number != one.CustomerNumber);
    }

    [Fact]
    public void Keeps_to_what_each_channel_can_do()
    {
        foreach (var one in DemoPlan.Make(3).All)
        {
            Assert.Contains(one.Agent.Value, one.Channel.Agents);
            Assert.Contains(one.LastAgent.Value, one.Channel.Agents);
            Assert.False(one.Course == Course.RatedDuring && one.Channel.Connector.Value != "liveChat");
            Assert.False(one.Course == Course.WroteOn && one.Channel.ClosesAtOnce);
            Assert.True(one.Review is null || one.Review.By.Team == DemoCast.Agent(one.LastAgent).Team);
        }
    }

    [Theory]
    [InlineData("en")]
    [InlineData("de")]
    [InlineData("es")]
    [InlineData("it")]
    [InlineData("ru")]
    public void Finds_all_its_words_in_every_language(string language)
    {
        var talk = DemoTalk.In(language);
        string[] words =
        [
            talk.Handover, .. talk.FirstNames, .. talk.LastNames, .. talk.More, .. talk.Likes, .. talk.Dislikes, .. talk.Spam,
            .. talk.Topics.SelectMany(topic => new[] { topic.Asks, topic.Answers, topic.Follows, topic.Solves }),
        ];

        Assert.DoesNotContain(words, string.IsNullOrWhiteSpace);
        Assert.True(talk.FirstNames.Length * talk.LastNames.Length >= 50);
        Assert.All(talk.Likes.Concat(talk.Dislikes), comment => Assert.True(ChannelRules.LengthAsSeen(comment) < 200));
        Assert.NotEmpty(talk.Spam);
        Assert.NotEmpty(talk.More);
    }

    private static IEnumerable<string> Told(DemoPlan plan) => plan.All.Select(one =>
        $"{one.Number} {one.Course} {one.Channel.Id} {one.Customer} {one.Topic.Asks} {one.Agent} {one.PassedTo} "
        + $"{one.Value} {one.Comment} {one.Review?.Stars} {one.Review?.Comment}");
}
