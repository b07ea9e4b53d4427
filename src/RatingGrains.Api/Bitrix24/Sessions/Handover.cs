using RatingGrains.Api.Bitrix24.Access;
using RatingGrains.Api.Bitrix24.Answers;
using RatingGrains.Api.Bitrix24.Methods;
using RatingGrains.Api.Bitrix24.Requests;
using RatingGrains.Conversations;

namespace RatingGrains.Api.Bitrix24.Sessions;

/// <summary>Hands a session to an agent, or back to the queue of its own line. To another line's it never goes: its
/// dialogue, its texts, its figures and who may see it are its line's, and its customer writes on to that.</summary>
internal sealed class Handover(Dialogues dialogues, DoorNumbers numbers)
{
    private const string ToAny = "TRANSFER_ID", ToUser = "USER_ID", ToQueue = "QUEUE_ID", QueuePrefix = "queue";

    private static readonly RestError Nobody = new(400, "TRANSFER_ID_EMPTY", "Queue ID or user ID can't be empty");
    private static readonly RestError NoUser = new(400, "USER_ID_EMPTY", "User ID can't be empty");
    private static readonly RestError NoQueue = new(400, "QUEUE_ID_EMPTY", "Queue ID can't be empty");
    private static readonly RestError WrongOperator = new(
        400, "OPERATOR_WRONG", "Only to an agent of the line, or to the line's own queue: a session stays on its line");

    public async Task<RestReply> RunAsync(
        RestCall call, ConversationState state, CancellationToken cancellationToken, RestError? whenOver = null)
    {
        var (user, queue, error) = Read(call.Parameters);
        if (error is not null)
            return error;
        if (user is not null)
        {
            return await numbers.FindAgentAsync(user, cancellationToken) is { } agent
                ? await dialogues.SendAsync(
                    state, new Transfer(agent, call.Caller.Key.Agent), cancellationToken, whenNotListed: WrongOperator,
                    whenOver: whenOver)
                : WrongOperator;
        }
        return await numbers.FindChannelAsync(queue, cancellationToken) == state.Thread.Channel
            ? await dialogues.SendAsync(
                state, new Release(call.Caller.Key.Agent), cancellationToken, whenOver: whenOver)
            : WrongOperator;
    }

    private static (long? User, long? Queue, RestError? Error) Read(Parameter given)
    {
        if (given.Has(ToAny))
        {
            var text = given[ToAny].Text?.Trim() ?? "";
            if (text.StartsWith(QueuePrefix, StringComparison.OrdinalIgnoreCase))
                return Parameter.Of(text[QueuePrefix.Length..]).Id is { } queue ? (null, queue, null) : (null, null, NoQueue);
            return given[ToAny].Id is { } any ? (any, null, null) : (null, null, Nobody);
        }
        if (given.Has(ToUser))
            return given[ToUser].Id is { } user ? (user, null, null) : (null, null, NoUser);
        if (given.Has(ToQueue))
            return given[ToQueue].Id is { } queue ? (null, queue, null) : (null, null, NoQueue);
        return (null, null, Nobody);
    }
}
