using Microsoft.AspNetCore.Http.HttpResults;
using RatingGrains.Api.Http;
using RatingGrains.Api.Idempotency;
using RatingGrains.Api.Keys;
using RatingGrains.Conversations;
using RatingGrains.Kernel;
using RatingGrains.Ports;

namespace RatingGrains.Api.Conversations;

/// <summary>What every route of a conversation does: look whether it is there for the caller, send a command, show
/// what the caller may see of it.</summary>
internal sealed class ConversationDesk(IRatingEngine engine, Authority authority)
{
    /// <returns>The conversation, or why the caller does not get at it.</returns>
    public async ValueTask<(ConversationReply? Reply, Problem? Problem)> FindAsync(
        ConversationId id, Caller caller, Right right, CancellationToken cancellationToken)
    {
        var reply = await engine.FindAsync(id, cancellationToken);
        if (reply is null)
            return (null, Rejection.ConversationUnknown.ToProblem());
        return (reply, authority.Check(caller, right, reply.State));
    }

    public async Task<Results<Ok<ConversationView>, Problem>> SendAsync(
        ConversationId id, ConversationCommand command, CommandId commandId, Caller caller,
        CancellationToken cancellationToken)
    {
        var reply = await engine.SendAsync(id, command, commandId.Value, cancellationToken);
        return reply.Refusal is { } refusal ? refusal.ToProblem() : Show(reply, caller);
    }

    public Ok<ConversationView> Show(ConversationReply reply, Caller caller) =>
        TypedResults.Ok(ConversationView.From(reply.State, reply.Version, SightOf(caller, reply.State)));

    public Sight SightOf(Caller caller, ConversationState state)
    {
        var sight = caller is KeyCaller { Role: ApiRole.Connector } or CustomerCaller or VisitorCaller
            ? Sight.Customer
            : Sight.Everything;
        return authority.HidesRatings(caller, state.Thread.Channel) ? sight & ~Sight.CustomerRating : sight;
    }
}
