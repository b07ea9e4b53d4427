using System.Text.Json.Nodes;
using RatingGrains.Api.Bitrix24.Access;
using RatingGrains.Api.Bitrix24.Answers;
using RatingGrains.Api.Bitrix24.Methods;
using RatingGrains.Api.Bitrix24.Requests;
using RatingGrains.Conversations;
using RatingGrains.Kernel;
using RatingGrains.Ports;
using RatingGrains.Threads;
using RatingGrains.Webhooks;

namespace RatingGrains.Api.Bitrix24.Messages;

/// <summary><c>imconnector.send.*</c>: what an application's customers write, and what became of what was written to
/// them. A rating is a message like any other: its text is 1 or 0.</summary>
internal sealed class MessageMethods(
    IRatingEngine engine, ConnectorLines lines, ConnectorThreads threads, DoorNumbers numbers) : IRestFeature
{
    private const string Messages = "MESSAGES";
    private const int MessagesMax = 500;

    public IEnumerable<RestMethod> Methods =>
    [
        Of("imconnector.send.messages", SendAsync),
        Of("imconnector.send.status.delivery", ReportAsync),
    ];

    private async Task<RestReply> SendAsync(RestCall call, CancellationToken cancellationToken)
    {
        var (line, error) = await FindAsync(call, cancellationToken);
        if (error is not null)
            return error;
        var results = new JsonArray();
        // One after the other: those of one dialogue must arrive in their order.
        foreach (var (_, message) in call.Parameters[Messages].Children)
            results.Add((JsonNode)await TakeAsync(line, message, cancellationToken));
        return new JsonObject { ["SUCCESS"] = true, ["DATA"] = new JsonObject { ["RESULT"] = results } };
    }

    private async Task<JsonObject> TakeAsync(
        ConnectorLine line, Parameter given, CancellationToken cancellationToken)
    {
        var result = Echo(given);
        var (message, error) = ConnectorMessage.Read(given);
        if (message is null)
            return Refuse(result, error!);
        var thread = await threads.FindAsync(line, message, cancellationToken);
        var receipt = await engine.ReceiveAsync(thread, message.Inbound, cancellationToken);
        if (receipt.Refusal is { } refusal)
            return Refuse(result, refusal == Rejection.ChannelInactive ? ConnectorLines.NotActive.Code : $"{refusal}");
        result["user"] = RestTexts.Of(await numbers.OfCustomerAsync(thread, cancellationToken));
        result["SUCCESS"] = true;
        if (receipt.Conversation is { } id && await engine.FindAsync(id, cancellationToken) is { } reply)
        {
            numbers.Remember(reply.State.Number, id);
            result["session"] = new JsonObject
            {
                ["ID"] = RestTexts.Of(reply.State.Number),
                ["CHAT_ID"] = RestTexts.Of(await numbers.OfAsync(thread, cancellationToken)),
            };
        }
        return result;
    }

    /// <summary>A message has arrived, and is known there by another id, to which customers may reply. What is unknown
    /// is passed over: a report that comes late or twice harms nobody.</summary>
    private async Task<RestReply> ReportAsync(RestCall call, CancellationToken cancellationToken)
    {
        var (line, error) = await FindAsync(call, cancellationToken);
        if (error is not null)
            return error;
        foreach (var (_, given) in call.Parameters[Messages].Children)
        {
            if (Bitrix24Message.Of(given["im"]["message_id"].Id) is not { } sent
                || await FindAsync(sent, line, cancellationToken) is not { } state)
                continue;
            var ids = given["message"]["id"];
            var text = ids.IsBranch ? ids.Children.FirstOrDefault().Value?.Text : ids.Text;
            var asked = state.Request.Asked;
            await engine.ReportDeliveryAsync(
                new DeliveryReport(
                    state.Thread, state.Id, asked?.Message == sent.Ordinal ? asked.Number : null,
                    MessageId.TryParse(text, out var id) ? id : null, null, null),
                cancellationToken);
        }
        return new JsonObject { ["SUCCESS"] = true, ["DATA"] = new JsonArray() };
    }

    /// <returns>Null where the line's connector has no such message.</returns>
    private async ValueTask<ConversationState?> FindAsync(
        Bitrix24Message sent, ConnectorLine line, CancellationToken cancellationToken) =>
        await numbers.FindConversationAsync(sent.Session, cancellationToken) is { } id
            && await engine.FindAsync(id, cancellationToken) is { State: var state }
            && state.Thread.Connector == line.Connector && state.Thread.Channel == line.Channel.Id
            && sent.Ordinal <= state.Messages ? state : null;

    private async ValueTask<(ConnectorLine Line, RestError? Error)> FindAsync(
        RestCall call, CancellationToken cancellationToken)
    {
        var (line, error) = await lines.FindAsync(call, cancellationToken);
        if (error is not null)
            return (line, error);
        var messages = call.Parameters[Messages];
        if (!messages.IsBranch || messages.IsBlank)
            return (line, RestError.Missing(Messages));
        if (messages.Children.Count > MessagesMax)
            return (line, RestError.Invalid(Messages, $"At most {MessagesMax} at once."));
        return (line, line.Known?.Active is true ? null : ConnectorLines.NotActive);
    }

    private static JsonObject Echo(Parameter given) => new()
    {
        ["user"] = given["user"]["id"].Text,
        ["message"] = new JsonObject
        {
            ["id"] = given["message"]["id"].Text,
            ["date"] = new JsonObject(),
            ["text"] = given["message"]["text"].Text,
            ["files"] = new JsonArray(),
        },
        ["chat"] = new JsonObject
        {
            ["id"] = given["chat"]["id"].Text,
            ["name"] = given["chat"]["name"].Text,
            ["description"] = given["chat"]["description"].Text,
        },
        ["extra"] = new JsonObject(),
    };

    private static JsonObject Refuse(JsonObject result, string error)
    {
        result["SUCCESS"] = false;
        result["ERRORS"] = new JsonArray(error);
        return result;
    }

    private static RestMethod Of(string name, Func<RestCall, CancellationToken, Task<RestReply>> run) =>
        new(name, DoorScopes.Connectors, run) { NeedsApplication = true };
}
