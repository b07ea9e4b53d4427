using System.Text.Json.Nodes;
using RatingGrains.Api.Bitrix24.Access;
using RatingGrains.Api.Bitrix24.Answers;
using RatingGrains.Api.Bitrix24.Sessions;
using RatingGrains.Conversations;
using RatingGrains.Ports;

namespace RatingGrains.Api.Bitrix24.Ratings;

/// <summary>A conversation in the list, by the names that the original's session has.</summary>
internal sealed class RatingRow(DoorNumbers numbers)
{
    public async ValueTask<JsonObject> OfAsync(ListedConversation row, CancellationToken cancellationToken)
    {
        numbers.Remember(row.Number, row.Id);
        return new JsonObject
        {
            ["ID"] = RestTexts.Of(row.Number),
            ["CONFIG_ID"] = RestTexts.Of(await numbers.OfAsync(row.Channel, cancellationToken)),
            ["SOURCE"] = UserCode.NameOf(row.Connector),
            ["STATUS"] = RestTexts.Of(StatusOf(row.Status)),
            ["OPERATOR_ID"] = row.Agent is { } agent ? RestTexts.Of(await numbers.OfAsync(agent, cancellationToken)) : "0",
            ["CUSTOMER_ID"] = row.CustomerId,
            ["CUSTOMER_NAME"] = row.CustomerName,
            ["VOTE"] = VoteOf(row.CustomerRating),
            ["COMMENT"] = row.CustomerComment,
            ["VOTE_HEAD"] = RestTexts.Of(row.SupervisorRating ?? 0),
            ["COMMENT_HEAD"] = row.SupervisorComment,
            ["WAIT_VOTE"] = RestTexts.Of(row.Request is RequestState.Sent or RequestState.Later),
            ["CLOSED"] = RestTexts.Of(row.ClosedAt is not null),
            ["SPAM"] = RestTexts.Of(row.Status == ConversationStatus.Spam),
            ["DATE_CREATE"] = RestTime.Text(row.OpenedAt),
            ["DATE_OPERATOR_CLOSE"] = row.FinishedAt is { } finished ? RestTime.Text(finished) : null,
            ["DATE_CLOSE"] = row.ClosedAt is { } closed ? RestTime.Text(closed) : null,
        };
    }

    /// <summary>5 is a like, 1 a dislike, 0 nothing.</summary>
    public static string VoteOf(RatingValue? value) => value switch
    {
        RatingValue.Like => "5",
        RatingValue.Dislike => "1",
        _ => "0",
    };

    private static long StatusOf(ConversationStatus status) => status switch
    {
        ConversationStatus.New => 0,
        ConversationStatus.Accepted => 10,
        ConversationStatus.WaitingForAgent => 25,
        ConversationStatus.WaitingForCustomer => 40,
        ConversationStatus.Closing => 50,
        ConversationStatus.Closed => 60,
        ConversationStatus.Spam => 65,
        _ => throw new System.Diagnostics.UnreachableException(),
    };
}
