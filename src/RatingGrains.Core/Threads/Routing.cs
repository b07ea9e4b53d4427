using System.Collections.Immutable;
using RatingGrains.Conversations;
using RatingGrains.Kernel;

namespace RatingGrains.Threads;

/// <summary>What a thread answers to a message.</summary>
/// <param name="Conversation">Null where a rating button was pressed with nothing to rate.</param>
public readonly record struct MessageReceipt(ConversationId? Conversation, MessageOutcome Outcome, Rejection? Refusal = null);

/// <summary>Finds the conversation that a message is for, in this order: the message it replies to, the token of the
/// prompt that was tapped, the newest conversation, a new one. Pure: the shell asks the conversations, one by one,
/// for as long as <see cref="Next"/> names one, and tells how each answered.</summary>
/// <remarks>A shell that writes a thread and its conversations in one commit writes <see cref="Remember"/> in it. A shell
/// that writes them apart promises more, or a message whose thread could not write is said twice, and perhaps in another
/// conversation than the first time:
/// <list type="bullet">
/// <item>before it asks, the thread writes <see cref="BeginMessage"/>, and before it answers, <see cref="End"/>;</item>
/// <item>a thread that has a message under way first ends that one, by a routing of it, whatever it is about to do: take
/// another message, or learn of a delivery. Its deadline asks for it too, so that a message is not lost of which no
/// repeat comes;</item>
/// <item>the thread learns of a delivery before the conversation does.</item>
/// </list>
/// So a repeat finds everything as it was, and the conversation that took the message knows it by
/// <see cref="CommandId"/>.</remarks>
public sealed class Routing
{
    private readonly ThreadMemory _state;
    private readonly ThreadId _thread;
    private readonly InboundMessage _message;
    private readonly Queue<ConversationId> _candidates = new(3);
    private ImmutableArray<ConversationId> _begun = [];
    private ConversationId? _asked;
    private bool _opening;

    public Routing(ThreadId thread, ThreadMemory state, InboundMessage message)
    {
        (_thread, _state, _message) = (thread, state, message);
        CommandId = Fingerprint.Of(thread, message.Id);
        if (FindSeen() is { } seen)
        {
            Receipt = seen.Content == Fingerprint.Of(message)
                ? new(seen.Conversation, MessageOutcome.Duplicate)
                : new(seen.Conversation, MessageOutcome.Duplicate, Rejection.MessageIdReused);
            return;
        }
        Consider(BoundByReply());
        Consider(message.Token);
        Consider(state.Newest);
    }

    /// <summary>The answer, once there is one.</summary>
    public MessageReceipt? Receipt { get; private set; }

    /// <summary>What the thread has to remember, once there is an answer; null where nothing changed.</summary>
    public RememberMessage? Remember { get; private set; }

    /// <summary>Ends the message that was begun, once there is an answer.</summary>
    public ThreadCommand End => Remember ?? (ThreadCommand)new DropMessage(_message.Id);

    /// <summary>Goes with every command to a conversation, so that it knows a message that was offered before. Messengers
    /// number within a chat, so it is the thread's own.</summary>
    public long CommandId { get; }

    /// <summary>The conversation to ask next and the command for it; null when <see cref="Receipt"/> is there.</summary>
    /// <param name="fresh">The id of the thread's conversation with this ordinal, counted from 1.</param>
    /// <param name="number">Takes the number that a new conversation would get.</param>
    public (ConversationId Id, ConversationCommand Command)? Next(Func<int, ConversationId> fresh, Func<long> number)
    {
        if (Receipt is not null)
            return null;
        if (_candidates.TryDequeue(out var candidate))
        {
            _asked = candidate;
            _opening = false;
            return (candidate, new Receive(_thread, _message, IsNewest: candidate == Newest));
        }
        if (_message.Content is RatingContent)
        {
            Receipt = new(_state.Newest, MessageOutcome.NotExpected);
            return null;
        }
        var id = fresh(_state.Opened + _begun.Length + 1);
        _asked = id;
        _opening = true;
        return (id, new Open(id, number(), _thread, _message, _state.CannotSendUntil));
    }

    /// <summary>How the conversation answered: it took the message, or it is for another.</summary>
    public void Answered(Rejection? refusal, MessageOutcome outcome)
    {
        if (refusal is Rejection.ConversationClosed or Rejection.ConversationUnknown)
        {
            if (_opening)
                Find(_asked!.Value);
            return;
        }
        Receipt = new(_asked, outcome, refusal);
        if (refusal is null)
            Remember = new RememberMessage(_message, _asked!.Value, _opening ? _begun.Add(_asked.Value) : _begun);
    }

    private ConversationId? Newest => _begun.IsEmpty ? _state.Newest : _begun[^1];

    /// <summary>It is there already: another message opened it, and the thread could not remember that in the end.</summary>
    private void Find(ConversationId lost)
    {
        _begun = _begun.Add(lost);
        _candidates.Enqueue(lost);
    }

    private void Consider(ConversationId? candidate)
    {
        if (candidate is { } id && !_candidates.Contains(id))
            _candidates.Enqueue(id);
    }

    private ConversationId? BoundByReply()
    {
        foreach (var prompt in _state.Prompts)
        {
            if (prompt.Message == _message.InReplyTo)
                return prompt.Conversation;
        }
        return null;
    }

    private SeenMessage? FindSeen()
    {
        if (_state.Seen.IsEmpty)
            return null;
        var id = Fingerprint.Of(_message.Id.Value);
        foreach (var seen in _state.Seen)
        {
            if (seen.Id == id)
                return seen;
        }
        return null;
    }
}
