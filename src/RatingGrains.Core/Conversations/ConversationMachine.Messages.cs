using RatingGrains.Agents;
using RatingGrains.Channels;
using RatingGrains.Kernel;
using RatingGrains.Threads;

namespace RatingGrains.Conversations;

/// <summary>Who writes, and who holds the conversation.</summary>
public sealed partial class ConversationMachine
{
    private static Rejection? DecideOpen(Turn turn, Open c)
    {
        if (turn.State.Phase is not Unopened)
            return turn.State.OpenedBy == c.Message.Id ? null : Rejection.ConversationClosed;
        if (!turn.Context.Channel.Active)
            return Rejection.ChannelInactive;
        turn.Happen(new Opened(
            c.Id, c.Number, c.Thread, c.Message.Id, c.Message.CustomerName, c.CannotSendUntil, turn.Now));
        turn.Happen(Said(turn, c.Message, waits: true));
        HearOf(turn, c.Message.CanSendUntil);
        return null;
    }

    private static Rejection? DecideReceive(Turn turn, Receive c)
    {
        if (c.Thread != turn.State.Thread)
            return Rejection.ConversationUnknown;
        var refusal = c.Message.Content switch
        {
            RatingContent { Value: { } value } rating => RateByButton(turn, value, rating.Comment),
            RatingContent => PostponeByButton(turn),
            _ => ReceiveText(turn, c.Message, c.IsNewest),
        };
        if (refusal is null)
            HearOf(turn, c.Message.CanSendUntil);
        return refusal;
    }

    /// <summary>Messages come late and out of order: the one that allows the most counts.</summary>
    private static void HearOf(Turn turn, DateTimeOffset? canSendUntil)
    {
        if (canSendUntil is { } until && !(turn.State.CanSendUntil >= until))
            turn.Happen(new SendingAllowed(until));
    }

    private static Rejection? ReceiveText(Turn turn, InboundMessage message, bool isNewest)
    {
        var state = turn.State;
        if (state.Phase is Spam)
            return Rejection.ConversationClosed;

        var asked = state.Request.Asked;
        var vote = asked is null || state.Phase.IsOpen || Connectors.IsGraphic(state.Thread.Connector)
            ? null
            : RatingWords.Find(((TextContent)message.Content).Text, asked.AcceptTrailingComment);
        switch (vote, state.Request)
        {
            case ({ } given, Outstanding):
                turn.Happen(Said(turn, message, waits: false));
                return Rate(turn, given.Value, given.Comment);
            case ({ } given, Expired or Withdrawn { Reason: RequestReason.Superseded }):
                turn.Happen(Said(turn, message, waits: false));
                turn.Happen(new RatingCameLate(given.Value, given.Comment, asked!.Texts.TooLate, turn.Now));
                return null;
            case ({ Comment: null }, Answered):
                turn.Happen(Said(turn, message, waits: false));
                return null;
        }

        if (!isNewest || state.Phase.IsOver)
            return Rejection.ConversationClosed;
        var resumes = state.Phase is Closing;
        if (resumes && state.Request is Outstanding)
            turn.Happen(new RequestWithdrawn(RequestReason.CustomerWroteOn, turn.Now));
        turn.Happen(Said(turn, message, waits: true));
        if (resumes)
            turn.Happen(new Resumed(turn.Now));
        return null;
    }

    private static MessageReceived Said(Turn turn, InboundMessage message, bool waits) =>
        new(((TextContent)message.Content).Text, message.CustomerName, waits, turn.Now);

    /// <summary>Without a window the right to rate ends when the customer starts another conversation, and a request that
    /// could not be delivered does not bring it back when it arrives after all.</summary>
    private static Rejection? DecideSupersede(Turn turn)
    {
        if (turn.State.Request is Outstanding { Asked.Deadline: null } or NotSent { Asked: { Window: null } })
            turn.Happen(new RequestWithdrawn(RequestReason.Superseded, turn.Now));
        return null;
    }

    private static Rejection? DecideAccept(Turn turn, Accept c) =>
        turn.State.Phase.IsOver ? Rejection.ConversationClosed : TakeUp(turn, c.Agent);

    /// <summary>The agent holds the conversation from here on, or is told why not.</summary>
    private static Rejection? TakeUp(Turn turn, AgentId agent)
    {
        if (turn.State.Holder is { } holder)
            return holder == agent ? null : Rejection.HeldByAnother;
        if (!turn.Context.Channel.Lists(agent))
            return Rejection.AgentNotInChannel;
        turn.Happen(new AgentAccepted(agent, turn.Context.Teams.TeamOf(agent), turn.Now));
        return null;
    }

    private static Rejection? DecideAnswer(Turn turn, Answer c)
    {
        if (turn.State.Phase.IsOver)
            return Rejection.ConversationClosed;
        if (TakeUp(turn, c.Agent) is { } refusal)
            return refusal;
        var closing = turn.Context.Channel.Closing;
        if (turn.State.Phase is Closing)
        {
            turn.Happen(new AgentAnswered(c.Agent, c.Text, null, turn.Now, c.Said));
            turn.Happen(new CloseDelayed(turn.Now + closing.AfterFinish));
        }
        else
        {
            turn.Happen(new AgentAnswered(c.Agent, c.Text, turn.Now + closing.AfterSilence, turn.Now, c.Said));
        }
        return null;
    }

    private static Rejection? DecideTransfer(Turn turn, Transfer c)
    {
        if (turn.State.Phase.IsOver)
            return Rejection.ConversationClosed;
        // Who lost it meanwhile cannot hand it on any more.
        if (c.Agent is { } agent && turn.State.Holder != agent)
            return Rejection.HeldByAnother;
        if (!turn.Context.Channel.Lists(c.To))
            return Rejection.AgentNotInChannel;
        if (turn.State.Holder != c.To)
            turn.Happen(new Transferred(turn.State.Holder, c.To, turn.Context.Teams.TeamOf(c.To), turn.Now));
        return null;
    }

    /// <summary>Only while it is held: what is finished waits for nobody.</summary>
    private static Rejection? DecideRelease(Turn turn, Release c)
    {
        if (!turn.State.Phase.IsOpen)
            return Rejection.ConversationClosed;
        if (c.Agent is { } agent && turn.State.Holder != agent)
            return Rejection.HeldByAnother;
        if (turn.State.Holder is { } holder)
            turn.Happen(new Released(holder, turn.Now));
        return null;
    }
}
