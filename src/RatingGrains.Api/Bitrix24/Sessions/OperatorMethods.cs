using RatingGrains.Agents;
using RatingGrains.Api.Bitrix24.Access;
using RatingGrains.Api.Bitrix24.Answers;
using RatingGrains.Api.Bitrix24.Methods;
using RatingGrains.Api.Keys;
using RatingGrains.Conversations;
using RatingGrains.Ports;

namespace RatingGrains.Api.Bitrix24.Sessions;

/// <summary><c>imopenlines.operator.*</c>: what agents do with the session of a chat.</summary>
internal sealed class OperatorMethods(Dialogues dialogues, Handover handover, IDirectory directory) : IRestFeature
{
    private static readonly RestError NotOperator = new(
        400, "ERROR_USER_NOT_OPERATOR", "The current user is not the operator of this session");
    private static readonly RestError NotTheirsToSkip = new(
        400, "ACCESS_DENIED_KICK", "Only the operator of a session can give it back");

    public IEnumerable<RestMethod> Methods =>
    [
        new("imopenlines.operator.answer", DoorScopes.OpenLines, AnswerAsync),
        new("imopenlines.operator.finish", DoorScopes.OpenLines, FinishAsync),
        new("imopenlines.operator.another.finish", DoorScopes.OpenLines, FinishAnothersAsync),
        new("imopenlines.operator.transfer", DoorScopes.OpenLines, TransferAsync),
        new("imopenlines.operator.skip", DoorScopes.OpenLines, SkipAsync),
        new("imopenlines.operator.spam", DoorScopes.OpenLines, SpamAsync),
    ];

    private async Task<RestReply> AnswerAsync(RestCall call, CancellationToken cancellationToken)
    {
        var (state, error) = await dialogues.FindChatAsync(call, Rights.Accept, Dialogues.ChatUnknown, cancellationToken);
        if (error is not null)
            return error;
        return Self(call) is { } agent
            ? await dialogues.SendAsync(state, new Accept(agent), cancellationToken)
            : RestError.AccessDenied;
    }

    /// <summary>Of the caller's own session only; others have a method of their own.</summary>
    private async Task<RestReply> FinishAsync(RestCall call, CancellationToken cancellationToken)
    {
        var (state, error) = await dialogues.FindChatAsync(
            call, Rights.ReadConversation, Dialogues.ChatUnknown, cancellationToken);
        if (error is not null)
            return error;
        if (state.Phase.IsOver)
            return Dialogues.NotOpen;
        if (Self(call) is not { } agent || state.Holder != agent)
            return NotOperator;
        return await dialogues.SendAsync(
            state, new Finish(agent, agent.Value), cancellationToken, NotOperator, whenOver: Dialogues.NotOpen);
    }

    private async Task<RestReply> FinishAnothersAsync(RestCall call, CancellationToken cancellationToken)
    {
        var (state, error) = await dialogues.FindChatAsync(call, Rights.Finish, Dialogues.ChatUnknown, cancellationToken);
        if (error is not null)
            return error;
        // Who finishes what nobody holds takes it first, if they are an agent at all.
        var agent = state.Holder is null || state.Holder == Self(call) ? Self(call) : null;
        return await dialogues.SendAsync(
            state, new Finish(agent, call.Caller.Subject), cancellationToken, whenOver: Dialogues.NotOpen);
    }

    private async Task<RestReply> SpamAsync(RestCall call, CancellationToken cancellationToken)
    {
        var (state, error) = await dialogues.FindChatAsync(call, Rights.Finish, Dialogues.ChatUnknown, cancellationToken);
        if (error is not null)
            return error;
        return await dialogues.SendAsync(
            state, new MarkSpam(call.Caller.Key.Agent, call.Caller.Subject), cancellationToken);
    }

    private async Task<RestReply> SkipAsync(RestCall call, CancellationToken cancellationToken)
    {
        var (state, error) = await dialogues.FindChatAsync(
            call, Rights.ReadConversation, Dialogues.ChatUnknown, cancellationToken);
        if (error is not null)
            return error;
        return Self(call) is { } agent && state.Holder == agent
            ? await dialogues.SendAsync(state, new Release(agent), cancellationToken, NotTheirsToSkip)
            : NotTheirsToSkip;
    }

    private async Task<RestReply> TransferAsync(RestCall call, CancellationToken cancellationToken)
    {
        var (state, error) = await dialogues.FindChatAsync(call, Rights.Transfer, Dialogues.ChatEmpty, cancellationToken);
        return error is null ? await handover.RunAsync(call, state, cancellationToken) : error;
    }

    private AgentId? Self(RestCall call) => call.Caller.AgentIn(directory);
}
