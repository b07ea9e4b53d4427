using RatingGrains.Conversations;
using RatingGrains.Kernel;

namespace RatingGrains.Threads;

/// <summary>What a thread answers to a message.</summary>
/// <param name="Conversation">Null where a rating button was pressed with nothing to rate.</param>
public readonly record struct MessageReceipt(ConversationId? Conversation, MessageOutcome Outcome, Rejection? Refusal = null);

/// <summary>Finds the conversation that a message is for, in this order: the message it replies to, the token of the
/// prompt that was tapped, the newest conversation, a new one. Pure: the shell asks the conversations, one by one,
/// for as long as <see cref="Next"/> names one, and tells how each answered.</summary>
public sealed class Routing
{
    private readonly ThreadMemory _state;
    private readonly ThreadId _thread;
    private readonly InboundMessage _message;
    private readonly Queue<ConversationId> _candidates = new(3);
    private ConversationId? _asked;
    private bool _opening;

    public Routing(ThreadId thread, ThreadMemory state, InboundMessage message)
    {
        (_thread, _state, _message) = (thread, state, message);
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

    /// <summary>The conversation to ask next and the command for it; null when <see cref="Receipt"/> is there.</summary>
    /// <param name="fresh">The id that a new conversation of this thread would get.</param>
    /// <param name="number">Takes the number that a new conversation would get.</param>
    public (ConversationId Id, ConversationCommand Command)? Next(ConversationId fresh, Func<long> number)
    {
        if (Receipt is not null)
            return null;
        if (_candidates.TryDequeue(out var candidate))
        {
            _asked = candidate;
            return (candidate, new Receive(_thread, _message, IsNewest: candidate == _state.Newest));
        }
        if (_message.Content is RatingContent)
        {
            Receipt = new(_state.Newest, MessageOutcome.NotExpected);
            return null;
        }
        _asked = fresh;
        _opening = true;
        return (fresh, new Open(fresh, number(), _thread, _message, _state.CannotSendUntil));
    }

    /// <summary>How the conversation answered: it took the message, or it is for another.</summary>
    public void Answered(Rejection? refusal, MessageOutcome outcome)
    {
        if (refusal is Rejection.ConversationClosed or Rejection.ConversationUnknown && !_opening)
            return;
        Receipt = new(_asked, outcome, refusal);
        if (refusal is null)
            Remember = new RememberMessage(_message, _asked!.Value, _opening);
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
