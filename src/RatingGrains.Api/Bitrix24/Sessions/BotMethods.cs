using RatingGrains.Api.Bitrix24.Access;
using RatingGrains.Api.Bitrix24.Answers;
using RatingGrains.Api.Bitrix24.Methods;
using RatingGrains.Api.Keys;
using RatingGrains.Conversations;

namespace RatingGrains.Api.Bitrix24.Sessions;

/// <summary><c>imopenlines.bot.session.*</c>: what a bot does that answers before agents do. A bot is whoever has a key
/// that may do it; it is nobody's colleague, so no rating ever belongs to it.</summary>
internal sealed class BotMethods(Dialogues dialogues, Handover handover) : IRestFeature
{
    private const string Client = "CLIENT_ID";

    private static readonly RestError WrongChat = new(
        400, "WRONG_CHAT", "The chat is unknown, or none in which this bot may do that");

    public IEnumerable<RestMethod> Methods =>
    [
        new("imopenlines.bot.session.finish", DoorScopes.OpenLines, FinishAsync),
        new("imopenlines.bot.session.operator", DoorScopes.OpenLines, ToOperatorAsync),
        new("imopenlines.bot.session.transfer", DoorScopes.OpenLines, TransferAsync),
    ];

    private async Task<RestReply> FinishAsync(RestCall call, CancellationToken cancellationToken)
    {
        var (state, error) = await FindAsync(call, Rights.Finish, cancellationToken);
        return error is null
            ? await dialogues.SendAsync(
                state, new Finish(call.Caller.Key.Agent, call.Caller.Subject), cancellationToken, whenOver: WrongChat)
            : error;
    }

    /// <summary>To whichever agent is free: nobody holds it, and all of the line see it.</summary>
    private async Task<RestReply> ToOperatorAsync(RestCall call, CancellationToken cancellationToken)
    {
        var (state, error) = await FindAsync(call, Rights.Transfer, cancellationToken);
        return error is null
            ? await dialogues.SendAsync(
                state, new Release(call.Caller.Key.Agent), cancellationToken, whenOver: WrongChat)
            : error;
    }

    private async Task<RestReply> TransferAsync(RestCall call, CancellationToken cancellationToken)
    {
        var (state, error) = await FindAsync(call, Rights.Transfer, cancellationToken);
        return error is null ? await handover.RunAsync(call, state, cancellationToken, WrongChat) : error;
    }

    /// <summary>A webhook has to say which bot it is; an application is one.</summary>
    private async ValueTask<(ConversationState State, RestError? Error)> FindAsync(
        RestCall call, Right right, CancellationToken cancellationToken)
    {
        if (call.Parameters["CHAT_ID"].IsBlank)
            return (null!, Dialogues.ChatEmpty);
        if (call.Caller.ByWebhook && call.Parameters[Client].IsBlank)
            return (null!, RestError.WrongAuthType);
        var (state, error) = await dialogues.FindChatAsync(
            call, right, Dialogues.ChatEmpty, cancellationToken, whenUnknown: WrongChat);
        return (state, error == RestError.AccessDenied ? WrongChat : error);
    }
}
