using System.Text.Json.Nodes;
using RatingGrains.Api.Bitrix24.Access;
using RatingGrains.Api.Bitrix24.Answers;
using RatingGrains.Api.Bitrix24.Methods;
using RatingGrains.Api.Bitrix24.Requests;
using RatingGrains.Kernel;
using RatingGrains.Ports;
using RatingGrains.Threads;

namespace RatingGrains.Api.Bitrix24.Messages;

/// <summary><c>imconnector.send.*</c>: what an application's customers write, and what became of what was written to
/// them. A rating is a message like any other: its text is 1 or 0.</summary>
internal sealed class MessageMethods(
    IRatingEngine engine, IReadSide readSide, ConnectorLines lines, ConnectorThreads threads, DoorNumbers numbers)
    : IRestFeature
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

    /// <summary>What is unknown is passed over: a report that comes late or twice harms nobody.</summary>
    private async Task<RestReply> ReportAsync(RestCall call, CancellationToken cancellationToken)
    {
        var (line, error) = await FindAsync(call, cancellationToken);
        if (error is not null)
            return error;
        foreach (var (_, given) in call.Parameters[Messages].Children)
        {
            if (given["im"]["message_id"].Id is not { } sentAs
                || await readSide.FindCustomerEventAsync(line.Channel.Id, sentAs, cancellationToken) is not { } sent
                || sent.Thread.Connector != line.Connector)
                continue;
            var ids = given["message"]["id"];
            var text = ids.IsBranch ? ids["0"].Text : ids.Text;
            await engine.ReportDeliveryAsync(
                new DeliveryReport(
                    sent.Thread, sent.Conversation, sent.RequestNumber,
                    MessageId.TryParse(text, out var id) ? id : null, null, null),
                cancellationToken);
        }
        return new JsonObject { ["SUCCESS"] = true, ["DATA"] = new JsonArray() };
    }

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
        ["extra"] = new JsonArray(),
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
