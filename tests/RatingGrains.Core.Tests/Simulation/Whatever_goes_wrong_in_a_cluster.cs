using RatingGrains.Conversations;
using RatingGrains.Ports;

namespace RatingGrains.Simulation;

/// <summary>Seeds drive customers, agents, a store that fails before or after it has written, crashes between a write and a
/// delivery, replies that are lost and asked for again, and a clock that jumps. Something is checked after each step, the
/// rest when all has come to rest.</summary>
public sealed class Whatever_goes_wrong_in_a_cluster
{
    private const int FewSteps = 150;
    private const int ManySteps = 30_000;
    private const int Conversations = 200;

    private static readonly ConversationQuery WentWrong = ConversationQuery.All with
    {
        CustomerRating = [RatingValue.Dislike],
        SupervisorRating = [1, 2],
    };

    [Fact]
    public void a_short_time_with_few_customers() => Seeds.Play(0, 2500, (seed, trace) =>
    {
        var world = new World(seed, customers: 1 + seed % 3, trace);
        for (var step = 0; step < FewSteps; step++)
            world.Step();
        ComeToRest(world);
    });

    [Fact]
    public void two_hundred_conversations() => Seeds.Play(10_000, 60, (seed, trace) => PlayTwoHundred(seed, trace));

    [Fact]
    public void Stars_one_and_two_together_with_dislike_finds_the_conversations_that_went_wrong()
    {
        var found = 0;
        Seeds.Play(20_000, 12, (seed, trace) =>
        {
            var world = PlayTwoHundred(seed, trace);
            var listed = world.Cluster.Shown.Find(WentWrong).ToHashSet();
            var wrong = Recount.Of(world.Witness).WentWrong;
            if (!listed.SetEquals(wrong))
                throw new Broken($"found {string.Join(", ", listed)}, and what went wrong is {string.Join(", ", wrong)}");
            Interlocked.Add(ref found, listed.Count);
        });
        Assert.True(found > 0, "No conversation went wrong, so nothing was to be found.");
    }

    private static World PlayTwoHundred(int seed, Trace? trace)
    {
        var world = new World(seed, customers: 80, trace);
        for (var step = 0; world.Cluster.Conversations.Kept.Count < Conversations; step++)
        {
            if (step > ManySteps)
                throw new Broken($"there are {world.Cluster.Conversations.Kept.Count} conversations, and no more come");
            world.Step();
        }
        ComeToRest(world);
        return world;
    }

    private static void ComeToRest(World world)
    {
        world.ComeToRest();
        Rest.Check(world);
    }
}
