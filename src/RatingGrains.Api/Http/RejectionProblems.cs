using System.Diagnostics;
using RatingGrains.Kernel;

namespace RatingGrains.Api.Http;

/// <summary>The only place where a refusal becomes a status.</summary>
internal static class RejectionProblems
{
    public static Problem ToProblem(this Rejection rejection) => rejection switch
    {
        Rejection.ConversationUnknown or Rejection.ChannelUnknown =>
            Of(rejection, StatusCodes.Status404NotFound, "There is nothing here that you may see."),
        Rejection.FeatureOff =>
            Of(rejection, StatusCodes.Status403Forbidden, "This kind of rating is switched off here."),
        Rejection.OwnConversation =>
            Of(rejection, StatusCodes.Status403Forbidden, "Nobody rates a conversation that they took part in."),
        Rejection.ChannelInactive =>
            Of(rejection, StatusCodes.Status409Conflict, "The channel is inactive and opens no conversation."),
        Rejection.ConversationClosed =>
            Of(rejection, StatusCodes.Status409Conflict, "The conversation is over."),
        Rejection.HeldByAnother =>
            Of(rejection, StatusCodes.Status409Conflict, "Another agent holds the conversation."),
        Rejection.AgentNotInChannel =>
            Of(rejection, StatusCodes.Status409Conflict, "The channel does not list this agent."),
        Rejection.RatingNotExpected =>
            Of(rejection, StatusCodes.Status409Conflict, "The conversation cannot be rated, or not yet."),
        Rejection.MessageIdReused =>
            Of(rejection, StatusCodes.Status409Conflict, "This message id came before with other content."),
        Rejection.RatingOver =>
            Of(rejection, StatusCodes.Status410Gone, "The conversation can no longer be rated."),
        Rejection.PreconditionFailed =>
            Of(rejection, StatusCodes.Status412PreconditionFailed, "It was changed since you read it."),
        _ => throw new UnreachableException(),
    };

    private static Problem Of(Rejection rejection, int status, string title) =>
        new(Wire<Rejection>.Name(rejection), status, title);
}
