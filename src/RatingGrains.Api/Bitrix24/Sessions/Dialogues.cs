using RatingGrains.Api.Bitrix24.Access;
using RatingGrains.Api.Bitrix24.Answers;
using RatingGrains.Api.Bitrix24.Methods;
using RatingGrains.Api.Keys;
using RatingGrains.Conversations;
using RatingGrains.Kernel;
using RatingGrains.Ports;
using RatingGrains.Threads;

namespace RatingGrains.Api.Bitrix24.Sessions;

/// <summary>Finds the conversation that a call is about, and asks the table of rights whether it is the caller's to know
/// of or to change.</summary>
internal sealed class Dialogues(IRatingEngine engine, Authority authority, DoorNumbers numbers)
{
    private const string Chat = "CHAT_ID";

    public static readonly RestError ChatUnknown = new(400, Chat, "Chat ID can't be empty, and must be known");
    public static readonly RestError ChatEmpty = new(400, "CHAT_ID_EMPTY", "Chat ID can't be empty");

    /// <summary>What finishing says, where there is nothing to be finished.</summary>
    public static readonly RestError NotOpen = new(
        400, "NOT_LOAD_SESSION_OR_CHAT", "Impossible to load session or chat: no session is open");

    /// <summary>What all else says there.</summary>
    private static readonly RestError Over = RestError.AccessDenied with
    {
        Description = "No session is open in this chat",
    };

    /// <returns>Null where there is none, or none that the caller may see.</returns>
    public async ValueTask<ConversationState?> FindSessionAsync(
        RestCall call, long? number, Right right, CancellationToken cancellationToken) =>
        await numbers.FindConversationAsync(number, cancellationToken) is { } id
            ? await LookAsync(call, id, right, cancellationToken)
            : null;

    /// <summary>The chat's newest conversation.</summary>
    /// <param name="whenEmpty">What to say where no chat is named.</param>
    public async ValueTask<(ConversationState State, RestError? Error)> FindChatAsync(
        RestCall call, Right right, RestError whenEmpty, CancellationToken cancellationToken,
        RestError? whenUnknown = null)
    {
        if (call.Parameters[Chat].IsBlank)
            return (null!, whenEmpty);
        if (await numbers.FindThreadAsync(call.Parameters[Chat].Id, cancellationToken) is not { } thread
            || await engine.FindNewestAsync(thread, cancellationToken) is not { } id)
            return (null!, whenUnknown ?? ChatUnknown);
        var state = await LookAsync(call, id, right, cancellationToken);
        return (state!, state is null ? RestError.AccessDenied : null);
    }

    /// <returns>Null where there is none, or none that the caller may see.</returns>
    public async ValueTask<ConversationState?> FindThreadAsync(
        RestCall call, ThreadId? thread, Right right, CancellationToken cancellationToken) =>
        thread is { } known && await engine.FindNewestAsync(known, cancellationToken) is { } id
            ? await LookAsync(call, id, right, cancellationToken)
            : null;

    /// <summary>Sends a command on, and says in the original's words why it was refused.</summary>
    public async Task<RestReply> SendAsync(
        ConversationState state, ConversationCommand command, CancellationToken cancellationToken,
        RestError? whenHeldByAnother = null, RestError? whenNotListed = null, RestError? whenOver = null)
    {
        var reply = await engine.SendAsync(state.Id, command, null, cancellationToken);
        return reply.Refusal switch
        {
            null => RestReply.True,
            Rejection.ConversationClosed => whenOver ?? Over,
            Rejection.HeldByAnother => whenHeldByAnother ?? RestError.AccessDenied,
            Rejection.AgentNotInChannel => whenNotListed ?? RestError.AccessDenied,
            _ => RestError.AccessDenied,
        };
    }

    private async ValueTask<ConversationState?> LookAsync(
        RestCall call, ConversationId id, Right right, CancellationToken cancellationToken)
    {
        var reply = await engine.FindAsync(id, cancellationToken);
        if (reply is null || authority.Check(call.Caller.Key, right, reply.State) is not null)
            return null;
        numbers.Remember(reply.State.Number, id);
        return reply.State;
    }
}
