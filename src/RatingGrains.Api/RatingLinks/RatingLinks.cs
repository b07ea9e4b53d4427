using RatingGrains.Api.Keys;
using RatingGrains.Channels;
using RatingGrains.Conversations;
using RatingGrains.Ports;

namespace RatingGrains.Api.RatingLinks;

/// <summary>Finds out what a link leads to.</summary>
internal sealed class RatingLinks(
    CustomerTokens tokens, RequestBudget budget, IRatingEngine engine, IDirectory directory, RatingFeatures features,
    Authority authority, TimeProvider clock)
{
    /// <returns>The visit, or the page that says why there is none.</returns>
    public async ValueTask<(RatingVisit? Visit, RatingPage? Closed)> OpenAsync(string token, HttpContext context)
    {
        var opened = tokens.Open(token);
        // Customers share addresses behind proxies, so a good link has a budget of its own.
        if (!budget.Take(opened?.Caller, context.Connection.RemoteIpAddress))
            return (null, RatingPages.TooMany(PageLanguage.Of(context.Request, null)));
        if (opened is not { Caller: CustomerCaller customer } link)
            return (null, RatingPages.Unknown(PageLanguage.Of(context.Request, null)));
        if (await engine.FindAsync(customer.Conversation, context.RequestAborted) is not { State: var state }
            || directory.Find(state.Thread.Channel) is not { Settings: var channel })
            return (null, RatingPages.Unknown(PageLanguage.Of(context.Request, null)));
        return link.HasRunOut(clock.GetUtcNow())
            ? (null, RatingPages.RunOut(PageLanguage.Of(context.Request, channel.Locale)))
            : (Visit(customer, state, channel, context), null);
    }

    public RatingVisit Visit(
        CustomerCaller customer, ConversationState state, ChannelSettings channel, HttpContext context) => new(
        customer, state, channel,
        state.RightToRate(new ConversationContext(channel, features, directory), clock.GetUtcNow()),
        authority.HidesRatings(customer, state.Thread.Channel) ? null : state.CustomerRating,
        PageLanguage.Of(context.Request, channel.Locale),
        context.Request.Query.ContainsKey(RatingVisit.SavedParameter));
}
