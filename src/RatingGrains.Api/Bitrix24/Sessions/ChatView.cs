using System.Text.Json.Nodes;
using RatingGrains.Api.Bitrix24.Access;
using RatingGrains.Api.Bitrix24.Answers;
using RatingGrains.Conversations;
using RatingGrains.Ports;

namespace RatingGrains.Api.Bitrix24.Sessions;

/// <summary>A thread as a chat, with the newest of its conversations as its session.</summary>
internal sealed class ChatView(DoorNumbers numbers, IDoorRecords records, IDirectory directory)
{
    /// <summary>As <c>dialog.get</c> writes it.</summary>
    public async ValueTask<JsonObject> OfAsync(ConversationState state, CancellationToken cancellationToken)
    {
        var chat = await numbers.OfAsync(state.Thread, cancellationToken);
        var owner = state.Holder is { } holder ? await numbers.OfAsync(holder, cancellationToken) : 0;
        return new JsonObject
        {
            ["id"] = chat,
            ["dialog_id"] = DialogOf(chat),
            ["name"] = NameOf(state),
            ["description"] = "",
            ["owner"] = owner,
            ["extranet"] = false,
            ["type"] = "lines",
            ["entity_type"] = "LINES",
            ["entity_id"] = await UserCode.OfAsync(state.Thread, numbers, cancellationToken),
            ["entity_data_1"] = await DataAsync(state, cancellationToken),
            ["entity_data_2"] = "",
            ["entity_data_3"] = "",
            ["date_create"] = RestTime.Text(state.OpenedAt),
            ["message_type"] = "L",
            ["message_count"] = state.Messages,
            ["manager_list"] = owner > 0 ? new JsonArray(owner) : new JsonArray(),
        };
    }

    /// <summary>As <c>history.get</c> writes it.</summary>
    public async ValueTask<JsonObject> InHistoryAsync(
        ConversationState state, long chat, CancellationToken cancellationToken) => new()
        {
            ["id"] = RestTexts.Of(chat),
            ["name"] = NameOf(state),
            ["owner"] = state.Holder is { } holder ? RestTexts.Of(await numbers.OfAsync(holder, cancellationToken)) : "0",
            ["type"] = "lines",
            ["entityType"] = "LINES",
            ["entityId"] = await UserCode.OfAsync(state.Thread, numbers, cancellationToken),
            ["entityData1"] = await DataAsync(state, cancellationToken),
            ["entityData2"] = "",
            ["entityData3"] = "",
            ["dateCreate"] = RestTime.Text(state.OpenedAt),
        };

    /// <summary>Everybody in the chat, with their numbers.</summary>
    public async ValueTask<(JsonObject Users, JsonArray Numbers)> PeopleAsync(
        ConversationState state, CancellationToken cancellationToken)
    {
        var (users, all) = (new JsonObject(), new JsonArray());
        foreach (var agent in state.Participants)
        {
            var number = await numbers.OfAsync(agent, cancellationToken);
            users[RestTexts.Of(number)] = User(number, directory.Find(agent)?.Name ?? agent.Value, isCustomer: false);
            all.Add((JsonNode)number);
        }
        var customer = await numbers.OfCustomerAsync(state.Thread, cancellationToken);
        users[RestTexts.Of(customer)] = User(customer, NameOf(state), isCustomer: true);
        all.Add((JsonNode)customer);
        return (users, all);
    }

    public static string DialogOf(long chat) => $"chat{chat}";

    /// <summary>CRM, its type and id; pinned; in the closing phase; session; since; line; blocked until and why.</summary>
    private async ValueTask<string> DataAsync(ConversationState state, CancellationToken cancellationToken)
    {
        var pinned = await records.FindAsync(DoorRecordKind.Pin, state.Id.Value, cancellationToken) is not null;
        var line = await numbers.OfAsync(state.Thread.Channel, cancellationToken);
        var session = state.Phase is Spam ? 0 : state.Number;
        var closing = RestTexts.Of(state.Phase is Closing);
        return $"N|NONE|0|{RestTexts.Of(pinned)}|{closing}|{session}|{state.OpenedAt.ToUnixTimeSeconds()}|{line}|0|0";
    }

    private static string NameOf(ConversationState state) => state.CustomerName ?? state.Thread.Customer.Value;

    private static JsonObject User(long number, string name, bool isCustomer) => new()
    {
        ["id"] = RestTexts.Of(number),
        ["name"] = name,
        ["firstName"] = name,
        ["lastName"] = "",
        ["active"] = true,
        ["connector"] = isCustomer,
        ["externalAuthId"] = isCustomer ? "imconnector" : "default",
    };
}
