using System.Text.Json.Nodes;
using RatingGrains.Api.Bitrix24.Access;
using RatingGrains.Api.Bitrix24.Answers;
using RatingGrains.Api.Bitrix24.Methods;
using RatingGrains.Api.Bitrix24.Requests;
using RatingGrains.Api.Keys;
using RatingGrains.Channels;
using RatingGrains.Conversations;
using RatingGrains.Ports;
using RatingGrains.Threads;

namespace RatingGrains.Api.Bitrix24.Sessions;

/// <summary><c>imopenlines.session.*</c> and <c>imopenlines.dialog.get</c>.</summary>
internal sealed class SessionMethods(
    Dialogues dialogues, DoorNumbers numbers, ChatView chats, HistoryView histories, IDoorRecords records,
    IDirectory directory) : IRestFeature
{
    private const string Session = "SESSION_ID", Chat = "CHAT_ID", Dialog = "DIALOG_ID", Code = "USER_CODE";
    private const int StarsMax = 5;

    private static readonly RestError SessionEmpty = new(400, "EMPTY_SESSION_ID", "Session ID can't be empty");
    private static readonly RestError SessionInvalid = new(400, "INVALID_SESSION_ID", "Session ID must be a number above 0");
    private static readonly RestError NothingNamed = new(
        400, "MISSING_REQUIRED_PARAM", "One of SESSION_ID and CHAT_ID must be specified");
    private static readonly RestError EmptyVote = new(
        400, "EMPTY_VOTE_PARAMS", "At least one of the parameters RATING or COMMENT must be specified");
    private static readonly RestError NoDialog = new(
        400, "ACCESS_ERROR", "You do not have access to the specified dialog");
    private static readonly RestError NotOperator = new(400, "OPERATOR_WRONG", "You are no operator of this line");
    private static readonly RestError OnlyCustomersBegin = RestError.AccessDenied with
    {
        Description = "No session is open, and here one begins with its customer's message",
    };

    public IEnumerable<RestMethod> Methods =>
    [
        new("imopenlines.session.head.vote", DoorScopes.OpenLines, VoteAsync),
        new("imopenlines.session.history.get", DoorScopes.OpenLines, HistoryAsync),
        new("imopenlines.session.open", DoorScopes.OpenLines, OpenAsync),
        new("imopenlines.session.start", DoorScopes.OpenLines, StartAsync),
        new("imopenlines.session.join", DoorScopes.OpenLines, JoinAsync),
        new("imopenlines.session.intercept", DoorScopes.OpenLines, InterceptAsync),
        new("imopenlines.session.mode.pin", DoorScopes.OpenLines, PinAsync),
        new("imopenlines.dialog.get", DoorScopes.OpenLines, DialogAsync),
    ];

    private async Task<RestReply> VoteAsync(RestCall call, CancellationToken cancellationToken)
    {
        if (call.Parameters[Session].Id is not { } session)
            return SessionEmpty;
        var (rating, comment) = (call.Parameters["RATING"], call.Parameters["COMMENT"]);
        var (hasRating, hasComment) = (IsGiven(rating), IsGiven(comment));
        if (!hasRating && !hasComment)
            return EmptyVote;
        var stars = rating.WholeNumber;
        if (hasRating && stars is not (>= 1 and <= StarsMax))
            return RestError.Invalid("RATING", $"Must be a whole number from 1 to {StarsMax}.");
        if (hasComment && ChannelRules.LengthAsSeen(comment.Text!) > RatingWords.CommentMax)
            return RestError.Invalid("COMMENT", $"At most {RatingWords.CommentMax} characters.");
        if (await dialogues.FindSessionAsync(call, session, Rights.RateAsSupervisor, cancellationToken) is not { } state)
            return RestError.AccessDenied;
        // What is not said stays: the original would empty the comment.
        var command = new RateAsSupervisor(
            call.Caller.Subject, hasRating ? (int)stars!.Value : null, hasComment ? comment.Text : null);
        return await dialogues.SendAsync(state, command, cancellationToken);
    }

    private async Task<RestReply> HistoryAsync(RestCall call, CancellationToken cancellationToken)
    {
        ConversationState? state;
        if (!call.Parameters[Session].IsBlank)
        {
            if (call.Parameters[Session].Id is not { } session)
                return SessionInvalid;
            state = await dialogues.FindSessionAsync(call, session, Rights.ReadConversation, cancellationToken);
        }
        else
        {
            (state, var error) = await dialogues.FindChatAsync(call, Rights.ReadConversation, NothingNamed, cancellationToken);
            if (error is not null)
                return error == NothingNamed ? error : RestError.AccessDenied;
        }
        return state is null ? RestError.AccessDenied : await histories.OfAsync(call.Caller, state, cancellationToken);
    }

    private async Task<RestReply> OpenAsync(RestCall call, CancellationToken cancellationToken)
    {
        var thread = await UserCode.FindAsync(call.Parameters[Code].Text, numbers, cancellationToken);
        if (await dialogues.FindThreadAsync(call, thread, Rights.ReadConversation, cancellationToken) is null)
            return RestError.AccessDenied;
        return new JsonObject { ["chatId"] = RestTexts.Of(await numbers.OfAsync(thread!.Value, cancellationToken)) };
    }

    /// <summary>Whoever starts a session that is open takes it. Where none is, none begins: a conversation here is from
    /// its customer's first message on, and one of an agent's own would end the customer's right to rate the last.
    /// </summary>
    private async Task<RestReply> StartAsync(RestCall call, CancellationToken cancellationToken)
    {
        var (state, error) = await dialogues.FindChatAsync(call, Rights.Accept, Dialogues.ChatUnknown, cancellationToken);
        if (error is not null)
            return error;
        if (state.Phase.IsOver)
            return OnlyCustomersBegin;
        return call.Caller.AgentIn(directory) is { } agent
            ? await dialogues.SendAsync(state, new Accept(agent), cancellationToken)
            : RestError.AccessDenied;
    }

    /// <summary>Who may read along already does: there is nothing to be changed.</summary>
    private async Task<RestReply> JoinAsync(RestCall call, CancellationToken cancellationToken)
    {
        var (_, error) = await dialogues.FindChatAsync(
            call, Rights.ReadConversation, Dialogues.ChatUnknown, cancellationToken);
        return error is null ? RestReply.True : error;
    }

    private async Task<RestReply> InterceptAsync(RestCall call, CancellationToken cancellationToken)
    {
        var (state, error) = await dialogues.FindChatAsync(call, Rights.Accept, Dialogues.ChatEmpty, cancellationToken);
        if (error is not null)
            return error;
        if (call.Caller.AgentIn(directory) is not { } agent)
            return NotOperator;
        if (state.Holder is null || state.Holder == agent)
            return await dialogues.SendAsync(state, new Accept(agent), cancellationToken, whenNotListed: NotOperator);
        // From another's hands takes only who may hand on what is another's.
        (state, error) = await dialogues.FindChatAsync(call, Rights.Transfer, Dialogues.ChatEmpty, cancellationToken);
        return error is null
            ? await dialogues.SendAsync(state, new Transfer(agent), cancellationToken, whenNotListed: NotOperator)
            : error;
    }

    private async Task<RestReply> PinAsync(RestCall call, CancellationToken cancellationToken)
    {
        var (state, error) = await dialogues.FindChatAsync(call, Rights.Finish, Dialogues.ChatEmpty, cancellationToken);
        if (error is not null)
            return error;
        if (call.Parameters["ACTIVATE"].Text is "N" or "n" or "0" or "")
            await records.RemoveAsync(DoorRecordKind.Pin, state.Id.Value, cancellationToken);
        else
            await records.SetAsync(DoorRecordKind.Pin, state.Id.Value, call.Caller.Subject, cancellationToken);
        return RestReply.True;
    }

    private async Task<RestReply> DialogAsync(RestCall call, CancellationToken cancellationToken) =>
        await FindDialogAsync(call, cancellationToken) is { } state
            ? await chats.OfAsync(state, cancellationToken)
            : NoDialog;

    /// <summary>By the first of its names that is given.</summary>
    private async ValueTask<ConversationState?> FindDialogAsync(RestCall call, CancellationToken cancellationToken)
    {
        var given = call.Parameters;
        if (given[Chat].IsBlank && given[Dialog].IsBlank && !given[Session].IsBlank)
            return await dialogues.FindSessionAsync(call, given[Session].Id, Rights.ReadConversation, cancellationToken);
        ThreadId? thread = given switch
        {
            _ when !given[Chat].IsBlank => await numbers.FindThreadAsync(given[Chat].Id, cancellationToken),
            _ when !given[Dialog].IsBlank =>
                await numbers.FindThreadAsync(NumberOf(given[Dialog].Text), cancellationToken),
            _ => await UserCode.FindAsync(given[Code].Text, numbers, cancellationToken),
        };
        return await dialogues.FindThreadAsync(call, thread, Rights.ReadConversation, cancellationToken);
    }

    private static long? NumberOf(string? dialog) =>
        dialog?.StartsWith("chat", StringComparison.OrdinalIgnoreCase) is true ? Parameter.Of(dialog["chat".Length..]).Id : null;

    /// <summary>"0" says nothing, as in the original.</summary>
    private static bool IsGiven(Parameter value) => !value.IsBranch && !value.IsBlank && value.Text!.Trim() != "0";
}
