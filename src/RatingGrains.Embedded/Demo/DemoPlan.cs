using RatingGrains.Agents;
using RatingGrains.Conversations;
using KnownConnectors = RatingGrains.Channels.Connectors;

namespace RatingGrains.Embedded.Demo;

/// <summary>A working day, made up beforehand: the same seed makes the same day.</summary>
/// <param name="Day">In the order of arrival.</param>
/// <param name="LateShift">Those whose customers rate too late.</param>
internal sealed record DemoPlan(IReadOnlyList<PlannedConversation> Day, IReadOnlyList<PlannedConversation> LateShift)
{
    /// <summary>Every conversation, those of customers who came again among them.</summary>
    public IEnumerable<PlannedConversation> All
    {
        get
        {
            foreach (var conversation in Day.Concat(LateShift))
            {
                yield return conversation;
                if (conversation.Again is { } again)
                    yield return again;
            }
        }
    }

    private const int LateCount = 10;

    /// <summary>How the day's conversations go: so many of each, whatever the seed.</summary>
    private static readonly (Course Course, int Count)[] Courses =
    [
        (Course.Rated, 150), (Course.Unanswered, 50), (Course.WroteOn, 26), (Course.RatedDuring, 20),
        (Course.RatedLater, 16), (Course.StillOpen, 16), (Course.ChangedMind, 12), (Course.LeftForLater, 10),
        (Course.Spam, 10), (Course.Unassigned, 10),
    ];

    private static readonly (DemoChannel, int)[] Channels =
        [(DemoCast.Channels[0], 45), (DemoCast.Channels[1], 30), (DemoCast.Channels[2], 25)];

    public static DemoPlan Make(int seed)
    {
        var random = new Random(seed);
        var day = Courses.SelectMany(course => Enumerable.Repeat(course.Course, course.Count)).ToArray();
        random.Shuffle(day);
        var maker = new Maker(random);
        return new DemoPlan(
            [.. day.Select(maker.Conversation)],
            [.. Enumerable.Repeat(Course.TooLate, LateCount).Select(maker.Conversation)]);
    }

    private sealed class Maker(Random random)
    {
        private readonly Dictionary<string, DemoTalk> _talks = [];
        private readonly IReadOnlyDictionary<int, string?[]> _reviews = DemoTalk.Reviews();
        private int _number;

        public PlannedConversation Conversation(Course course)
        {
            var channel = PickByWeight(Channels);
            while (!Fits(course, channel))
                channel = PickByWeight(Channels);
            var talk = Talk(PickByWeight(channel.Languages));
            var customer = $"{Pick(talk.FirstNames)} {Pick(talk.LastNames)}";
            var conversation = Make(course, channel, talk, customer);
            return channel.ClosesAtOnce && conversation.IsFinished && Chance(0.15)
                ? conversation with { Again = Make(Course.Rated, channel, talk, customer, conversation.Number) }
                : conversation;
        }

        private PlannedConversation Make(
            Course course, DemoChannel channel, DemoTalk talk, string customer, int? customerNumber = null)
        {
            var agent = new AgentId(Pick(channel.Agents));
            AgentId? passedTo = Chance(0.12) ? new AgentId(Pick(channel.Agents)) : null;
            if (passedTo == agent)
                passedTo = null;
            var likes = Chance(DemoCast.Agent(passedTo ?? agent).LikedShare);
            _number++;
            // Supervisors look at what went wrong more often than at the rest.
            return new PlannedConversation(
                _number, customerNumber ?? _number, course, channel, customer, talk, Pick(talk.Topics), agent, passedTo,
                likes ? RatingValue.Like : RatingValue.Dislike,
                Chance(likes ? 0.3 : 0.7) ? Pick(likes ? talk.Likes : talk.Dislikes) : null,
                Chance(likes ? 0.2 : 0.6) ? Review(passedTo ?? agent, likes) : null);
        }

        private PlannedReview Review(AgentId agent, bool likes)
        {
            var stars = likes ? random.Next(3, 6) : random.Next(1, 4);
            var supervisor = DemoCast.Supervisors.Single(one => one.Team == DemoCast.Agent(agent).Team);
            return new PlannedReview(supervisor, stars, Pick(_reviews[stars]));
        }

        /// <summary>Rating before the end is for live chats, writing on needs a moment before it closes, and only
        /// what is typed comes in too late.</summary>
        private static bool Fits(Course course, DemoChannel channel) => course switch
        {
            Course.RatedDuring => channel.Connector == KnownConnectors.LiveChat,
            Course.WroteOn => !channel.ClosesAtOnce,
            Course.TooLate => channel.IsTyped,
            _ => true,
        };

        private DemoTalk Talk(string language)
        {
            if (!_talks.TryGetValue(language, out var talk))
                _talks[language] = talk = DemoTalk.In(language);
            return talk;
        }

        private bool Chance(double share) => random.NextDouble() < share;

        private T Pick<T>(T[] from) => from[random.Next(from.Length)];

        private T PickByWeight<T>((T Value, int Weight)[] from)
        {
            var at = random.Next(from.Sum(choice => choice.Weight));
            foreach (var (value, weight) in from)
            {
                if ((at -= weight) < 0)
                    return value;
            }
            throw new System.Diagnostics.UnreachableException();
        }
    }
}
