using System.Collections.Immutable;
using RatingGrains.Agents;
using RatingGrains.Kernel;

namespace RatingGrains.Conversations;

/// <summary>Whom each event concerns: the customer, the agent, the log, the history, others' systems, the lists.</summary>
public sealed partial class ConversationMachine
{
    /// <summary>Nobody in particular: a rule or the clock.</summary>
    private const string BySystem = "system";

    public static void React(
        ConversationState before, ConversationState after, ImmutableArray<ConversationEvent> events, long version,
        List<Effect> effects)
    {
        var ordinal = before.Messages;
        var uncounted = before.Uncounted;
        var by = WhoEnded(events);
        foreach (var happened in events)
        {
            var logged = SpokenText(happened) is { } text ? Logged(++ordinal, text, happened) : null;
            if (logged is not null)
                effects.Add(new LogMessage(after.Id, logged));
            ToCustomer(after, happened, logged, effects);
            if (happened is RatingRefused or RatingCameLate && uncounted++ >= ConversationState.UncountedKeptMax)
                continue;
            if (History(before, after, happened, by) is { } entry)
                effects.Add(new RecordHistory(after.Id, entry));
            if (NewsOf(before, after, happened, by, version) is { } news)
                effects.Add(new Announce(news));
            ToRatedAgent(after, happened, version, effects);
        }
        ToHolders(before, after, events, version, effects);
        effects.Add(new ShowConversation(after.Id));
    }

    private static LoggedMessage Logged(int ordinal, string text, ConversationEvent happened) => happened switch
    {
        // Only what was typed as a rating does not wait for the agent.
        MessageReceived e => new(ordinal, MessageSource.Customer, null, text, e.At, IsRating: !e.Waits),
        AgentAnswered e => new(ordinal, MessageSource.Agent, e.Agent, text, e.At),
        RatingRequested e => new(ordinal, MessageSource.System, null, text, e.Asked.SentAt),
        CustomerRated e => new(ordinal, MessageSource.System, null, text, e.At, IsRating: true),
        CustomerRatingChanged e => new(ordinal, MessageSource.System, null, text, e.At, IsRating: true),
        RatingCameLate e => new(ordinal, MessageSource.System, null, text, e.At, IsRating: true),
        _ => throw new System.Diagnostics.UnreachableException(),
    };

    private static void ToCustomer(
        ConversationState after, ConversationEvent happened, LoggedMessage? logged, List<Effect> effects)
    {
        var (kind, text, request) = happened switch
        {
            // The prompt goes out even without words: its buttons are the request.
            RatingRequested e => (CustomerEventKind.RatingRequest, e.Asked.Texts.Request, (int?)e.Asked.Number),
            CustomerRated e => (CustomerEventKind.Thanks, NotEmpty(e.Thanks), null),
            CustomerRatingChanged e => (CustomerEventKind.Thanks, NotEmpty(e.Thanks), null),
            RatingCameLate e => (CustomerEventKind.TooLate, NotEmpty(e.Reply), null),
            AgentAnswered { Said: false } e => (CustomerEventKind.Answer, e.Text, null),
            _ => (default, null, null),
        };
        if (text is not null)
        {
            effects.Add(new TellCustomer(
                kind, after.Id, after.Thread, text, request, logged?.Ordinal ?? 0, logged?.Agent));
        }
    }

    private static HistoryEntry? History(
        ConversationState before, ConversationState after, ConversationEvent happened, string by) => happened switch
        {
            CustomerRated e => ByCustomer(after, e.At, HistoryWhat.Given, e.Value, e.Comment),
            CustomerRatingChanged e => ByCustomer(after, e.At, HistoryWhat.Changed, e.Value, e.Comment),
            RatingCameLate e => ByCustomer(after, e.At, HistoryWhat.Late, e.Value, e.Comment),
            RatingRefused e => ByCustomer(after, e.At, HistoryWhat.Refused, e.Value, e.Comment),
            RatingPostponed e => new(e.At, after.Thread.Customer.Value, HistoryKind.Request, HistoryWhat.Later),
            RatingRequested e => new(e.Asked.SentAt, by, HistoryKind.Request, HistoryWhat.Sent),
            RatingNotRequested e => new(e.At, by, HistoryKind.Request, HistoryWhat.NotSent, Reason: e.Reason),
            RequestUndelivered e => new(
                e.At, BySystem, HistoryKind.Request, HistoryWhat.NotSent, Comment: e.Error, Reason: RequestReason.DeliveryFailed),
            RequestDelivered e => new(e.At, BySystem, HistoryKind.Request, HistoryWhat.Sent),
            RequestWithdrawn e => new(e.At, by, HistoryKind.Request, HistoryWhat.Withdrawn, Reason: e.Reason),
            RequestExpired e => new(e.At, BySystem, HistoryKind.Request, HistoryWhat.Expired),
            SupervisorRated e => new(
                e.At, e.By, HistoryKind.Supervisor, before.SupervisorRating is null ? HistoryWhat.Given : HistoryWhat.Changed,
                Stars: e.Stars, Comment: e.Comment),
            _ => null,
        };

    /// <summary>Whose doing a request is: of who finished or marked as spam; otherwise of a rule or the clock.</summary>
    private static string WhoEnded(ImmutableArray<ConversationEvent> events)
    {
        foreach (var happened in events)
        {
            if (happened is Finished { By: { } agent })
                return agent;
            if (happened is MarkedAsSpam spam)
                return spam.By;
        }
        return BySystem;
    }

    private static HistoryEntry ByCustomer(
        ConversationState after, DateTimeOffset at, HistoryWhat what, RatingValue? value, string? comment) =>
        new(at, after.Thread.Customer.Value, HistoryKind.Customer, what, value, Comment: comment);

    private static void ToRatedAgent(
        ConversationState after, ConversationEvent happened, long version, List<Effect> effects)
    {
        var (agent, item) = happened switch
        {
            CustomerRated { TellAgent: true } e => (e.Attribution.Agent, Rated(after, version, e.Value, e.Comment, e.At)),
            CustomerRatingChanged { TellAgent: true } e =>
                (after.CustomerRating!.Attribution.Agent, Rated(after, version, e.Value, e.Comment, e.At)),
            SupervisorRated e => (e.Attribution.Agent, new AgentItem(
                AgentItemKind.SupervisorRating, after.Id, after.Number, version, e.At, Stars: e.Stars, Comment: e.Comment, By: e.By)),
            _ => (null, null!),
        };
        if (agent is { } told)
            effects.Add(new TellAgent(told, item));
    }

    private static AgentItem Rated(
        ConversationState after, long version, RatingValue value, string? comment, DateTimeOffset at) =>
        new(AgentItemKind.CustomerRating, after.Id, after.Number, version, at, value, Comment: comment,
            By: after.Thread.Customer.Value);

    /// <summary>The agent who holds the conversation, and the one who held it, see it change.</summary>
    private static void ToHolders(
        ConversationState before, ConversationState after, ImmutableArray<ConversationEvent> events, long version,
        List<Effect> effects)
    {
        var changed = before.Holder != after.Holder || before.Phase.GetType() != after.Phase.GetType();
        DateTimeOffset? at = null;
        foreach (var happened in events)
        {
            changed |= happened is MessageReceived;
            at = MomentOf(happened) ?? at;
        }
        if (!changed || at is null)
            return;
        var item = new AgentItem(
            AgentItemKind.Conversation, after.Id, after.Number, version, at.Value, Status: after.Status);
        if (after.Holder is { } holder)
            effects.Add(new TellAgent(holder, item));
        if (before.Holder is { } former && former != after.Holder)
            effects.Add(new TellAgent(former, item));
    }

    private static DateTimeOffset? MomentOf(ConversationEvent happened) => happened switch
    {
        MessageReceived e => e.At,
        AgentAccepted e => e.At,
        AgentAnswered e => e.At,
        Transferred e => e.At,
        Released e => e.At,
        Finished e => e.At,
        Resumed e => e.At,
        ConversationClosed e => e.At,
        MarkedAsSpam e => e.At,
        _ => null,
    };
}
