using RatingGrains.Channels;
using RatingGrains.Conversations;
using RatingGrains.Kernel;

namespace RatingGrains.Completeness;

/// <summary>C# does not check switches for completeness; this runs them all.</summary>
public sealed class Every_state_command_and_moment
{
    private static readonly ConversationContext[] Contexts =
    [
        new(Channel, AllFeatures, Teams.AsUsual),
        new(Channel with { Active = false, AgentsSeeRatings = false }, AllFeatures, Teams.AsUsual),
        new(Channel, new(CustomerRating: false, SupervisorRating: false), Teams.AsUsual),
        new(Channel with
        {
            Rating = Channel.Rating with { Window = null, AllowDuringConversation = false, CloseOnRating = true },
            Closing = new(TimeSpan.Zero, null),
        }, AllFeatures, Teams.AsUsual),
    ];

    [Fact]
    public void is_decided_soundly_and_nothing_there_is_goes_untried()
    {
        HashSet<Type> commands = [], events = [];
        HashSet<Rejection> refusals = [];
        foreach (var attempt in Attempts(Telegram).Concat(Attempts(LiveChat)))
        {
            var made = attempt.Run();
            if (attempt.Problem(made) is { } problem)
                Assert.Fail($"{problem}{Environment.NewLine}{attempt}");
            commands.Add(attempt.Command.GetType());
            foreach (var happened in made.Events)
                events.Add(happened.GetType());
            if (made.Refusal is { } refusal)
                refusals.Add(refusal);
        }

        Assert.Equal(Kinds<ConversationCommand>(), Names(commands));
        Assert.Equal(Kinds<ConversationEvent>(), Names(events));
        Assert.Equal(
            [
                Rejection.FeatureOff, Rejection.ChannelInactive, Rejection.ConversationUnknown, Rejection.ConversationClosed,
                Rejection.HeldByAnother, Rejection.AgentNotInChannel, Rejection.RatingNotExpected, Rejection.RatingOver,
                Rejection.OwnConversation,
            ],
            refusals.Order());
    }

    [Fact]
    public void begins_in_every_phase_with_every_state_and_reason_of_a_request()
    {
        var states = Situations.All(Telegram).Concat(Situations.All(LiveChat)).Select(s => s.Story.State).ToList();

        Assert.Equal(Kinds<Phase>(), Names(states.Select(s => s.Phase.GetType())));
        Assert.Equal(Enum.GetValues<RequestState>(), states.Select(s => s.Request.State).Distinct().Order());
        Assert.Equal(
            Enum.GetValues<RequestReason>(),
            states.Select(s => s.Request.Reason).OfType<RequestReason>().Distinct().Order());
    }

    [Fact]
    public void begins_with_each_state_of_a_request_in_each_phase_that_can_have_it()
    {
        var seen = Situations.All(Telegram).Skip(1)
            .Select(s => s.Story.State)
            .GroupBy(s => s.Phase.IsOpen ? "open" : s.Status.ToString(), s => s.Request.State)
            .ToDictionary(g => g.Key, g => string.Join(", ", g.Distinct().Order()));

        Assert.Equal("None, Answered, Withdrawn, Expired, NotSent", seen["open"]);
        Assert.Equal("Sent, Later, Answered, Expired, NotSent", seen["Closing"]);
        Assert.Equal("Sent, Later, Answered, Withdrawn, Expired, NotSent", seen["Closed"]);
        Assert.Equal("Answered, Withdrawn, NotSent", seen["Spam"]);
    }

    private static IEnumerable<Attempt> Attempts(ConnectorId connector) =>
        from situation in Situations.All(connector)
        let before = situation.Story.Snapshot
        from moment in Moments(before.State)
        from command in Commands.All(situation.Story.Thread)
        from context in Contexts
        select new Attempt(situation.Name, before, command, moment, context);

    /// <summary>Before, at and after everything that the state waits for, and long after.</summary>
    private static IEnumerable<DateTimeOffset> Moments(ConversationState state)
    {
        DateTimeOffset?[] marks =
        [
            (state.Phase as Closing)?.ClosesAt, (state.Phase as WaitingForCustomer)?.SilentAt, state.Request.Asked?.Deadline,
        ];
        return marks.OfType<DateTimeOffset>()
            .SelectMany(m => new[] { m - Moment, m, m + Moment })
            .Append(Noon)
            .Append(Noon.AddDays(400))
            .Distinct();
    }

    private static IEnumerable<string> Kinds<T>() =>
        Names(typeof(T).Assembly.GetTypes().Where(t => t.IsSubclassOf(typeof(T)) && !t.IsAbstract));

    private static IEnumerable<string> Names(IEnumerable<Type> types) => types.Select(t => t.Name).Distinct().Order();
}
