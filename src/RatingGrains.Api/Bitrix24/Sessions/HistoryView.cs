using System.Text.Json.Nodes;
using RatingGrains.Api.Bitrix24.Access;
using RatingGrains.Api.Bitrix24.Answers;
using RatingGrains.Api.Conversations;
using RatingGrains.Api.Keys;
using RatingGrains.Conversations;
using RatingGrains.Ports;
using RatingGrains.Webhooks;

namespace RatingGrains.Api.Bitrix24.Sessions;

/// <summary>A session with what was said in it, as <c>history.get</c> writes it.</summary>
internal sealed class HistoryView(
    DoorNumbers numbers, IReadSide readSide, ChatView chats, ConversationDesk desk, Authority authority,
    RatingFeatures features)
{
    /// <summary>The newest so many; what is older is read by the other API, page by page.</summary>
    private const int MessagesMax = 1_000;
    private const int PageSize = 200;

    public async ValueTask<JsonObject> OfAsync(
        DoorCaller caller, ConversationState state, CancellationToken cancellationToken)
    {
        var chat = await numbers.OfAsync(state.Thread, cancellationToken);
        var line = RestTexts.Of(await numbers.OfAsync(state.Thread.Channel, cancellationToken));
        var mayVote = features.SupervisorRating
            && authority.Check(caller.Key, Rights.RateAsSupervisor, state) is null;
        var (key, dialog) = (RestTexts.Of(chat), ChatView.DialogOf(chat));
        var (messages, ids) = await MessagesAsync(caller, state, chat, cancellationToken);
        var (users, everybody) = await chats.PeopleAsync(state, cancellationToken);
        // Agents see no rating of a supervisor's but by the rights that show them the conversation at all.
        var review = desk.SightOf(caller.Key, state).HasFlag(Sight.SupervisorRating) ? state.SupervisorRating : null;
        return new JsonObject
        {
            ["chatId"] = chat,
            ["canJoin"] = "Y",
            ["canVoteHead"] = RestTexts.Of(mayVote),
            ["sessionId"] = state.Number,
            ["sessionVoteHead"] = review?.Stars ?? 0,
            ["sessionCommentHead"] = review?.Comment,
            ["userId"] = dialog,
            ["message"] = messages.Count > 0 ? messages : new JsonArray(),
            ["usersMessage"] = new JsonObject { [dialog] = ids },
            ["users"] = users,
            ["openlines"] = new JsonObject { ["canvoteashead"] = new JsonObject { [line] = mayVote } },
            ["userInGroup"] = new JsonObject(),
            ["woUserInGroup"] = new JsonArray(),
            ["chat"] = new JsonObject { [key] = await chats.InHistoryAsync(state, chat, cancellationToken) },
            ["userBlockChat"] = new JsonObject(),
            ["userInChat"] = new JsonObject { [key] = everybody },
            ["files"] = new JsonObject(),
        };
    }

    private async ValueTask<(JsonObject Messages, JsonArray Ids)> MessagesAsync(
        DoorCaller caller, ConversationState state, long chat, CancellationToken cancellationToken)
    {
        var withRatings = desk.SightOf(caller.Key, state).HasFlag(Sight.CustomerRating);
        var customer = await numbers.OfCustomerAsync(state.Thread, cancellationToken);
        var (messages, ids) = (new JsonObject(), new JsonArray());
        var after = Math.Max(0, state.Messages - MessagesMax);
        while (true)
        {
            var page = await readSide.MessagesAsync(state.Number, after, PageSize, withRatings, cancellationToken);
            foreach (var message in page)
            {
                after = message.Ordinal;
                var id = RestTexts.Of(new Bitrix24Message(state.Number, message.Ordinal).Number);
                var sender = message.From switch
                {
                    MessageSource.Customer => customer,
                    MessageSource.Agent => await numbers.OfAsync(message.Agent!.Value, cancellationToken),
                    _ => 0,
                };
                messages[id] = MessageOf(id, chat, sender, message);
                ids.Add((JsonNode)id);
            }
            if (page.Count < PageSize)
                return (messages, ids);
        }
    }

    private static JsonObject MessageOf(string id, long chat, long sender, LoggedMessage message) => new()
    {
        ["id"] = id,
        ["chatid"] = RestTexts.Of(chat),
        ["senderid"] = RestTexts.Of(sender),
        ["recipientid"] = ChatView.DialogOf(chat),
        ["date"] = RestTime.Text(message.At),
        ["text"] = message.Text,
        ["textlegacy"] = message.Text,
        ["params"] = new JsonObject(),
    };
}
