using System.Collections.Immutable;
using System.Diagnostics;
using RatingGrains.Conversations;
using RatingGrains.Kernel;

namespace RatingGrains.Threads;

/// <summary>One customer's dialogue on one connector: which conversation is the newest, which messages have come, and
/// which of our prompts a reply may name.</summary>
/// <param name="Opened">Conversations so far; the next one's id is derived from it.</param>
/// <param name="UnderWay">A message that has come, and that a conversation may have taken or not.</param>
public sealed record ThreadMemory(
    int Opened,
    ConversationId? Newest,
    ImmutableArray<SeenMessage> Seen,
    ImmutableArray<SentPrompt> Prompts,
    DateTimeOffset? CannotSendUntil,
    MessageUnderWay? UnderWay = null)
{
    /// <summary>A message id is remembered at least this often and this long, whichever keeps it longer.</summary>
    public const int SeenMin = 200;

    public static readonly TimeSpan SeenFor = TimeSpan.FromDays(7);

    /// <summary>Where a thread is flooded, what is remembered stays bounded all the same.</summary>
    public const int SeenMax = 10_000;

    public const int PromptsMax = 50;
}

/// <summary>A message that came: its id and its content as fingerprints, and where it went.</summary>
public sealed record SeenMessage(long Id, long Content, ConversationId Conversation, DateTimeOffset At);

public sealed record MessageUnderWay(InboundMessage Message, DateTimeOffset Since);

/// <summary>A rating request as the messenger knows it.</summary>
public sealed record SentPrompt(MessageId Message, ConversationId Conversation);

public abstract record ThreadCommand;

/// <summary>Before conversations are asked for whom the message is; see <see cref="Routing"/>.</summary>
public sealed record BeginMessage(InboundMessage Message) : ThreadCommand;

/// <summary>No conversation took the message that was begun; it may come again.</summary>
public sealed record DropMessage(MessageId Id) : ThreadCommand;

/// <param name="Opened">The conversations that have begun since the newest one that is known, oldest first.</param>
public sealed record RememberMessage(
    InboundMessage Message, ConversationId Conversation, ImmutableArray<ConversationId> Opened) : ThreadCommand;

/// <param name="Message">The messenger's name for what was sent.</param>
public sealed record RememberDelivery(
    ConversationId Conversation, MessageId? Message, bool IsRequest, bool Failed, DateTimeOffset? CannotSendUntil) : ThreadCommand;

public abstract record ThreadEvent;

public sealed record MessageBegun(MessageUnderWay Message) : ThreadEvent;

public sealed record MessageDropped : ThreadEvent;

public sealed record MessageRemembered(SeenMessage Message) : ThreadEvent;

/// <param name="Former">What was the newest until now.</param>
public sealed record ConversationStarted(ConversationId Conversation, ConversationId? Former) : ThreadEvent;

public sealed record PromptSent(SentPrompt Prompt) : ThreadEvent;

public sealed record ThreadBlocked(DateTimeOffset? Until) : ThreadEvent;

/// <summary>Effect to the conversation that was the newest.</summary>
public sealed record SupersedeConversation(ConversationId Conversation) : Effect;

public sealed class ThreadMachine : IStateMachine<ThreadMemory, ThreadCommand, ThreadEvent>
{
    public static string Name => "thread";

    public static ThreadMemory Initial { get; } = new(0, null, [], [], null);

    public static Decision<ThreadEvent> Decide(ThreadMemory state, ThreadCommand command, DateTimeOffset now) => command switch
    {
        BeginMessage c when state.UnderWay is null => Decision<ThreadEvent>.Accept(new MessageBegun(new(c.Message, now))),
        BeginMessage c when state.UnderWay.Message.Id == c.Message.Id => Decision<ThreadEvent>.Unchanged,
        BeginMessage => throw new UnreachableException("A message was begun before the one under way had ended."),
        DropMessage c when state.UnderWay?.Message.Id == c.Id => Decision<ThreadEvent>.Accept(new MessageDropped()),
        DropMessage => Decision<ThreadEvent>.Unchanged,
        RememberMessage c => new(Remember(state, c, now)),
        RememberDelivery c => new(Remember(state, c)),
        _ => throw new UnreachableException(),
    };

    public static ThreadMemory Evolve(ThreadMemory state, ThreadEvent happened) => happened switch
    {
        MessageBegun e => state with { UnderWay = e.Message },
        MessageDropped => state with { UnderWay = null },
        MessageRemembered e => state with { Seen = Forget(state.Seen, e.Message.At).Add(e.Message), UnderWay = null },
        ConversationStarted e => state with { Opened = state.Opened + 1, Newest = e.Conversation },
        PromptSent e => state with
        {
            Prompts = (state.Prompts.Length < ThreadMemory.PromptsMax ? state.Prompts : state.Prompts.RemoveAt(0)).Add(e.Prompt),
        },
        ThreadBlocked e => state with { CannotSendUntil = e.Until },
        _ => throw new UnreachableException(),
    };

    public static void React(
        ThreadMemory before, ThreadMemory after, ImmutableArray<ThreadEvent> events, long version, List<Effect> effects)
    {
        foreach (var happened in events)
        {
            if (happened is ConversationStarted { Former: { } former })
                effects.Add(new SupersedeConversation(former));
        }
    }

    /// <summary>A message under way is to be ended, although nobody may repeat it.</summary>
    public static DateTimeOffset? Deadline(ThreadMemory state) => state.UnderWay?.Since;

    public static int Outcome(ThreadCommand command, ImmutableArray<ThreadEvent> events) => 0;

    private static ImmutableArray<ThreadEvent> Remember(ThreadMemory state, RememberMessage c, DateTimeOffset now)
    {
        var events = ImmutableArray.CreateBuilder<ThreadEvent>(c.Opened.Length + 1);
        var newest = state.Newest;
        foreach (var opened in c.Opened)
        {
            events.Add(new ConversationStarted(opened, newest));
            newest = opened;
        }
        events.Add(new MessageRemembered(new SeenMessage(
            Fingerprint.Of(c.Message.Id.Value), Fingerprint.Of(c.Message), c.Conversation, now)));
        return events.DrainToImmutable();
    }

    private static ImmutableArray<ThreadEvent> Remember(ThreadMemory state, RememberDelivery c)
    {
        var events = ImmutableArray.CreateBuilder<ThreadEvent>();
        if (c is { IsRequest: true, Message: { } message } && !state.Prompts.Contains(new(message, c.Conversation)))
            events.Add(new PromptSent(new SentPrompt(message, c.Conversation)));
        var until = c.CannotSendUntil ?? (c.Failed ? state.CannotSendUntil : null);
        if (until != state.CannotSendUntil)
            events.Add(new ThreadBlocked(until));
        return events.DrainToImmutable();
    }

    private static ImmutableArray<SeenMessage> Forget(ImmutableArray<SeenMessage> seen, DateTimeOffset now)
    {
        var old = 0;
        while (seen.Length - old >= ThreadMemory.SeenMin
            && (now - seen[old].At > ThreadMemory.SeenFor || seen.Length - old >= ThreadMemory.SeenMax))
        {
            old++;
        }
        return old == 0 ? seen : seen.RemoveRange(0, old);
    }
}
