using RatingGrains.Channels;
using RatingGrains.Conversations;
using RatingGrains.Threads;
using static RatingGrains.Conversations.RatingValue;

namespace RatingGrains.Simulation;

/// <summary>What customers, agents and supervisors think of doing next.</summary>
internal sealed class People(Chance chance, Cluster cluster, Witness witness, Clock clock, int customers)
{
    private static readonly TimeSpan KeysAreKnownFor = TimeSpan.FromHours(24);
    private readonly List<ConversationId> _conversations = [];
    private readonly int[] _messages = new int[customers];
    private long _commands;

    /// <summary>A message under a new id. Its connector sends it until it is answered; a few never send anything again.</summary>
    public Errand Writes()
    {
        var customer = chance.Below(customers);
        var thread = cluster.ThreadOf(customer);
        var about = AnyOf(thread);
        var content = chance.OnceIn(3)
            ? (MessageContent)new RatingContent(chance.Of<RatingValue?>(Like, Dislike, Dislike, null))
            : new TextContent(chance.Of("Hello", "1", "0", "👎", "👍", "One more question"));
        var reply = chance.OnceIn(2) && about is { } asked ? cluster.Phones.Prompts.GetValueOrDefault(asked) : null;
        return Sends(thread, new InboundMessage(
            // Messengers number within a chat.
            MessageId.Parse($"m{++_messages[customer]}"), "Ann", content,
            reply is null ? null : MessageId.Parse(reply), Token(about)));
    }

    /// <summary>A connector that has its answer sends the message once more, or something else under its id.</summary>
    public Errand? WritesAgain()
    {
        if (witness.Accepted.Count == 0)
            return null;
        var (thread, message) = witness.Accepted[chance.Below(witness.Accepted.Count)];
        return Sends(thread, chance.OnceIn(4) ? message with { Content = new TextContent("Something else") } : message);
    }

    /// <summary>Somebody does something by the API; with a key, it is repeated until there is an answer.</summary>
    public Errand? Works()
    {
        if (!TryPick(out var id))
            return null;
        var holder = cluster.Conversations.Read(id).State.Holder;
        var agent = holder is null || chance.OnceIn(5) ? chance.Of(Anna, Boris) : holder.Value;
        var command = chance.Below(14) switch
        {
            < 4 => Answers(agent),
            < 8 => Finishes(agent),
            8 => SupervisorFinishes(),
            9 => chance.OnceIn(3) ? MarksSpam(agent) : Accepts(agent),
            10 => TransfersTo(chance.Of(Anna, Boris)),
            11 => RatesByLink(chance.Of(Like, Dislike)),
            _ => Reviews(1 + chance.Below(5)),
        };
        var commandId = chance.OnceIn(4) ? (long?)null : ++_commands;
        return new Errand(
            () => $"{command} in {id}, key {commandId}", _ => cluster.Send(id, command, commandId),
            commandId is null ? null : clock.Now + KeysAreKnownFor);
    }

    /// <summary>The channel gets other settings, for what is decided from now on.</summary>
    public void ChangeSettings()
    {
        var rating = Channel.Rating with
        {
            AskCustomer = !chance.OnceIn(6),
            AllowDuringConversation = !chance.OnceIn(3),
            CloseOnRating = chance.OnceIn(3),
            AcceptTrailingComment = chance.OnceIn(3),
            Window = chance.OnceIn(3) ? null : Window,
        };
        cluster.Settings = Channel with
        {
            Active = !chance.OnceIn(12),
            Rating = rating,
            Closing = new ClosingSettings(
                chance.OnceIn(5) ? TimeSpan.Zero : AfterFinish, chance.OnceIn(3) ? null : AfterSilence),
        };
    }

    /// <summary>The conversation whose button was tapped; now and then somebody else's, which is no use.</summary>
    private ConversationId? Token(ConversationId? own) => chance.Below(12) switch
    {
        < 2 => own,
        2 => AnyOf(cluster.ThreadOf(chance.Below(customers))),
        _ => null,
    };

    private Errand Sends(ThreadId thread, InboundMessage message) => new(
        () => $"{thread} says {message.Id}: {message.Content} (to {message.InReplyTo}, token {message.Token})",
        errand => cluster.Receive(errand, thread, message), chance.OnceIn(8) ? null : DateTimeOffset.MaxValue);

    /// <summary>Mostly a conversation of late, because old ones are over.</summary>
    public bool TryPick(out ConversationId id)
    {
        if (_conversations.Count < cluster.Conversations.Kept.Count)
            _conversations.AddRange(cluster.Conversations.Kept.Keys.Skip(_conversations.Count));
        id = default;
        if (_conversations.Count == 0)
            return false;
        var recent = chance.OnceIn(5) ? _conversations.Count : Math.Min(_conversations.Count, customers);
        id = _conversations[^(1 + chance.Below(recent))];
        return true;
    }

    private ConversationId? AnyOf(ThreadId thread)
    {
        var opened = cluster.Threads.Read(thread).State.Opened;
        return opened == 0 ? null : Cluster.IdOf(thread, opened - chance.Below(Math.Min(opened, 3)));
    }
}
