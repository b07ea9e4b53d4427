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
internal sealed class ConversationDesk(
    IRatingEngine engine, IDirectory directory, RatingFeatures features, Authority authority, TimeProvider clock)
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
        TypedResults.Ok(ConversationView.From(
            reply.State, reply.Version, SightOf(caller, reply.State), RightToRate(caller, reply.State),
            caller is KeyCaller holder ? ConversationActs.Of(reply.State, holder, authority, features) : null));

    /// <summary>How the channel tells a customer that it is too late: a messenger sends these words, a page shows
    /// them.</summary>
    public async ValueTask<string?> TooLateTextAsync(ConversationId id, CancellationToken cancellationToken) =>
        await engine.FindAsync(id, cancellationToken) is not { State: { } state }
            ? null
            : (state.Request.Asked?.Texts
                ?? directory.Find(state.Thread.Channel)?.Settings.Rating.TextsFor(state.Thread.Connector))?.TooLate;

    /// <summary>What its customer may do now, so that a widget offers that and no more; null for everybody else, and for
    /// a token from whose giver ratings are hidden: it would say whether there is one.</summary>
    private RatingRight? RightToRate(Caller caller, ConversationState state)
    {
        if (!Rights.RateAsCustomer.IsOpenTo(caller) || !SightOf(caller, state).HasFlag(Sight.CustomerRating))
            return null;
        return directory.Find(state.Thread.Channel) is { } channel
            ? state.RightToRate(new ConversationContext(channel.Settings, features, directory), clock.GetUtcNow())
            : null;
    }

    public Sight SightOf(Caller caller, ConversationState state)
    {
        var sight = caller is KeyCaller { Role: ApiRole.Connector } or CustomerCaller or VisitorCaller
            ? Sight.Customer
            : Sight.Everything;
        return authority.HidesRatings(caller, state.Thread.Channel) ? sight & ~Sight.CustomerRating : sight;
    }
}
