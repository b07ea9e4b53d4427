using System.Collections.Immutable;
using System.Diagnostics;
using RatingGrains.Kernel;
using RatingGrains.Threads;

namespace RatingGrains.Conversations;

/// <summary>The rules of a conversation. Messages, finishing and ratings have a file each.</summary>
public sealed partial class ConversationMachine : IStateMachine<ConversationState, ConversationInput, ConversationEvent>
{
    public static string Name => "conversation";

    public static ConversationState Initial => ConversationState.Unopened;

    public static Decision<ConversationEvent> Decide(
        ConversationState state, ConversationInput input, DateTimeOffset now)
    {
        var turn = new Turn(state, input.Context, now);
        turn.CatchUp();
        var refusal = input.Command switch
        {
            Open c => DecideOpen(turn, c),
            _ when state.Phase is Unopened => Rejection.ConversationUnknown,
            Receive c => DecideReceive(turn, c),
            Supersede => DecideSupersede(turn),
            Accept c => DecideAccept(turn, c),
            Answer c => DecideAnswer(turn, c),
            Transfer c => DecideTransfer(turn, c),
            Release c => DecideRelease(turn, c),
            Finish c => DecideFinish(turn, c),
            MarkSpam c => DecideSpam(turn, c),
            RateAsCustomer c => DecideRate(turn, c),
            PostponeRating => DecidePostpone(turn),
            RateAsSupervisor c => DecideSupervise(turn, c),
            SettleDelivery c => DecideSettle(turn, c),
            Tick => DecideTick(turn),
            _ => throw new UnreachableException(),
        };
        return new(turn.Events, refusal);
    }

    /// <summary>The state as it reads at a moment, whether or not a timer has run: a passed deadline is
    /// <c>expired</c>, a passed closing time is <c>closed</c>.</summary>
    public static ConversationState AsOf(ConversationState state, DateTimeOffset now)
    {
        var turn = new Turn(state, null!, now);
        turn.CatchUp();
        return turn.State;
    }

    public static DateTimeOffset? Deadline(ConversationState state)
    {
        var phase = state.Phase switch
        {
            Closing closing => closing.ClosesAt,
            WaitingForCustomer waiting => waiting.SilentAt,
            _ => null,
        };
        return StateMachine.Earlier(phase, (state.Request as Outstanding)?.Asked.Deadline);
    }

    /// <summary>A prompt for a request that was answered or withdrawn meanwhile would only puzzle the customer.</summary>
    public static bool IsMoot(ConversationState state, Effect effect) =>
        effect is TellCustomer { RequestNumber: { } number }
        && !(state.Request is Outstanding or Expired or NotSent && state.Request.Asked?.Number == number);

    /// <summary>A thread offers one message after the other.</summary>
    public static bool IsInTurn(ConversationInput input) => input.Command is Open or Receive;

    public static int Outcome(ConversationInput input, ImmutableArray<ConversationEvent> events) => input.Command switch
    {
        Open => (int)MessageOutcome.Opened,
        Receive receive => (int)OutcomeOf(receive.Message.Content, events),
        _ => 0,
    };

    private static MessageOutcome OutcomeOf(MessageContent content, ImmutableArray<ConversationEvent> events)
    {
        // Without a telling event the message said what was so before: the same rating, the same wish to rate later.
        var outcome = content switch
        {
            RatingContent { Value: null } => MessageOutcome.Later,
            RatingContent => MessageOutcome.Rated,
            _ => MessageOutcome.Appended,
        };
        foreach (var happened in events)
        {
            outcome = happened switch
            {
                CustomerRated => MessageOutcome.Rated,
                CustomerRatingChanged => MessageOutcome.RatingChanged,
                RatingCameLate => MessageOutcome.TooLate,
                RatingRefused => MessageOutcome.NotExpected,
                Resumed => MessageOutcome.Resumed,
                _ => outcome,
            };
        }
        return outcome;
    }

    /// <summary>What time alone has done: a deadline passed, a closing time came. So a late timer changes no decision.</summary>
    private static Rejection? DecideTick(Turn turn) =>
        turn.State.Phase is WaitingForCustomer { SilentAt: { } silentAt } && silentAt <= turn.Now
            ? EndWork(turn, by: null)
            : null;

    /// <summary>One decision in the making: each event is seen by the rules that come after it.</summary>
    private sealed class Turn(ConversationState state, ConversationContext context, DateTimeOffset now)
    {
        private readonly ImmutableArray<ConversationEvent>.Builder _events = ImmutableArray.CreateBuilder<ConversationEvent>();

        public ConversationState State { get; private set; } = state;

        public ConversationContext Context { get; } = context;

        public DateTimeOffset Now { get; } = now;

        public ImmutableArray<ConversationEvent> Events => _events.DrainToImmutable();

        public void Happen(ConversationEvent happened)
        {
            _events.Add(happened);
            State = Evolve(State, happened);
        }

        public void CatchUp()
        {
            if (State.Request is Outstanding { Asked: { Deadline: { } deadline } asked } && asked.IsOverAt(Now))
                Happen(new RequestExpired(deadline));
            if (State.Phase is Closing { ClosesAt: var closesAt } && closesAt <= Now)
                Happen(new ConversationClosed(closesAt));
        }
    }
}
