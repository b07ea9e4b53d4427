using System.Text.Json.Nodes;
using RatingGrains.Api.Bitrix24.Access;
using RatingGrains.Api.Bitrix24.Answers;
using RatingGrains.Api.Bitrix24.Lines;
using RatingGrains.Api.Bitrix24.Methods;
using RatingGrains.Api.Bitrix24.Requests;
using RatingGrains.Channels;
using RatingGrains.Webhooks;

namespace RatingGrains.Api.Bitrix24.Messages;

/// <summary><c>imconnector.*</c> but for messages: what an application connects, and to which lines.</summary>
internal sealed class ConnectorMethods(ConnectorRegister register, ConnectorLines lines, LineChanges changes) : IRestFeature
{
    private const int DataMax = 4_096;

    public IEnumerable<RestMethod> Methods =>
    [
        Of("imconnector.register", RegisterAsync),
        Of("imconnector.unregister", UnregisterAsync),
        Of("imconnector.list", ListAsync),
        Of("imconnector.activate", ActivateAsync),
        Of("imconnector.connector.data.set", SetDataAsync),
        Of("imconnector.status", StatusAsync),
    ];

    private async Task<RestReply> RegisterAsync(RestCall call, CancellationToken cancellationToken)
    {
        var given = call.Parameters;
        var text = given["ID"].Text?.Trim().ToLowerInvariant();
        if (!ConnectorId.TryParse(text, out var id) || text!.Contains('.'))
            return Refused("CONNECTOR_ID_REQUIRED", "ID: letters, digits, '_', ':' and '-'");
        if (given["NAME"].IsBlank || given["NAME"].IsBranch)
            return Refused("NAME_REQUIRED", "NAME is empty");
        if (given["ICON"]["DATA_IMAGE"].IsBlank)
            return Refused("ICON_REQUIRED", "ICON[DATA_IMAGE] is empty");
        if (given["PLACEMENT_HANDLER"].IsBlank)
            return Refused("NO_PLACEMENT_HANDLER", "PLACEMENT_HANDLER is empty");
        if (given["NAME"].Text!.Length > ChannelRules.NameMax)
            return Refused("NAME_REQUIRED", $"NAME: at most {ChannelRules.NameMax} characters");
        var connector = new RegisteredConnector(
            given["NAME"].Text!, call.Caller.Subject, IsTrue(given["CHAT_GROUP"]),
            Unsigned: given.Has("NEED_SIGNATURE") && !IsTrue(given["NEED_SIGNATURE"]));
        return !ConnectorRegister.BuiltIn.ContainsKey(text)
            && await register.TryAddAsync(id, connector, cancellationToken)
                ? Done()
                : Refused("APPLICATION_REGISTRATION_ERROR", "Another connector has this ID");
    }

    private async Task<RestReply> UnregisterAsync(RestCall call, CancellationToken cancellationToken)
    {
        if (!ConnectorId.TryParse(call.Parameters["ID"].Text?.Trim().ToLowerInvariant(), out var id))
            return Refused("CONNECTOR_ID_REQUIRED", "ID is empty");
        return await register.RemoveAsync(id, call.Caller, cancellationToken)
            ? Done()
            : Refused("CONNECTOR_ID_REQUIRED", "You have no connector of this ID");
    }

    private async Task<RestReply> ListAsync(RestCall call, CancellationToken cancellationToken)
    {
        var list = new JsonObject();
        foreach (var (id, name) in await register.ListAsync(cancellationToken))
            list[id] = name;
        return list;
    }

    private async Task<RestReply> ActivateAsync(RestCall call, CancellationToken cancellationToken)
    {
        var (line, error) = await lines.FindAsync(call, cancellationToken);
        if (error is not null)
            return error;
        if (!call.Parameters.Has("ACTIVE"))
            return RestError.Missing("ACTIVE");
        var active = IsTrue(call.Parameters["ACTIVE"]);
        return await ChangeAsync(line, known => known with { Active = active, ByChat = line.Registered.ByChat }, cancellationToken);
    }

    private async Task<RestReply> SetDataAsync(RestCall call, CancellationToken cancellationToken)
    {
        var (line, error) = await lines.FindAsync(call, cancellationToken);
        if (error is not null)
            return error;
        if (call.Parameters["DATA"] is not { IsBranch: true, IsBlank: false } data)
            return RestError.Missing("DATA");
        var text = data.ToJson()!.ToJsonString();
        return text.Length > DataMax
            ? RestError.Invalid("DATA", $"At most {DataMax} characters.")
            : await ChangeAsync(line, known => known with { Data = text }, cancellationToken);
    }

    private async Task<RestReply> StatusAsync(RestCall call, CancellationToken cancellationToken)
    {
        var name = call.Parameters["CONNECTOR"];
        if (name.IsBlank || name.IsBranch)
            return RestError.Missing("CONNECTOR");
        var (line, error) = await lines.FindAsync(call, cancellationToken);
        var known = error is null ? line.Known : null;
        return new JsonObject
        {
            ["LINE"] = call.Parameters["LINE"].WholeNumber ?? 0,
            ["CONNECTOR"] = name.Text!.ToLowerInvariant(),
            ["ERROR"] = false,
            ["CONFIGURED"] = known?.Data is not null || known?.Active is true,
            ["STATUS"] = known?.Active is true,
        };
    }

    private async Task<RestReply> ChangeAsync(
        ConnectorLine line, Func<Bitrix24Connector, Bitrix24Connector> change, CancellationToken cancellationToken) =>
        await changes.ApplyAsync(
            line.Channel.Id,
            settings =>
            {
                var said = settings.Bitrix24 ?? new Bitrix24Settings("{}", []);
                var known = said.Connectors.FirstOrDefault(one => one.Id == line.Connector)
                    ?? new Bitrix24Connector(line.Connector, false, line.Registered.ByChat, null);
                var others = said.Connectors.RemoveAll(one => one.Id == line.Connector);
                return (settings with { Bitrix24 = said with { Connectors = others.Add(change(known)) } }, null);
            },
            cancellationToken);

    private static RestMethod Of(string name, Func<RestCall, CancellationToken, Task<RestReply>> run) =>
        new(name, DoorScopes.Connectors, run) { NeedsApplication = true };

    /// <summary>Anything is on but nothing and "0", and what would mean off to whoever reads it.</summary>
    private static bool IsTrue(Parameter flag) => !flag.IsBlank && flag.Text is not ("0" or "false" or "N");

    private static RestReply Done() => new JsonObject { ["result"] = true };

    /// <summary>A refusal inside a good answer: so the original says that something is wrong with what is registered.</summary>
    private static RestReply Refused(string code, string description) =>
        new JsonObject { ["result"] = false, ["error"] = code, ["error_description"] = description };
}
