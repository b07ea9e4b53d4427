using RatingGrains.Api.Bitrix24.Access;
using RatingGrains.Api.Bitrix24.Answers;
using RatingGrains.Api.Bitrix24.Lines;
using RatingGrains.Api.Bitrix24.Methods;
using RatingGrains.Api.Keys;
using RatingGrains.Channels;
using RatingGrains.Ports;
using RatingGrains.Webhooks;

namespace RatingGrains.Api.Bitrix24.Messages;

/// <summary>The connector and the line that a call names.</summary>
internal sealed class ConnectorLines(
    ConnectorRegister register, DoorNumbers numbers, IDirectory directory, Authority authority)
{
    public static readonly RestError NotActive = new(
        400, "NOT_ACTIVE_LINE", "The line is unknown, or the connector is not active on it");
    private static readonly RestError NoProvider = new(
        400, "IMCONNECTOR_NO_CORRECT_PROVIDER", "You have registered no connector of this ID");

    public async ValueTask<(ConnectorLine Line, RestError? Error)> FindAsync(
        RestCall call, CancellationToken cancellationToken)
    {
        var (name, number) = (call.Parameters["CONNECTOR"], call.Parameters["LINE"]);
        if (name.IsBlank || name.IsBranch)
            return (null!, RestError.Missing("CONNECTOR"));
        if (number.IsBlank)
            return (null!, RestError.Missing("LINE"));
        if (!ConnectorId.TryParse(name.Text!.Trim().ToLowerInvariant(), out var id)
            || await register.FindAsync(id, cancellationToken) is not { } registered
            || registered.Owner != call.Caller.Subject)
            return (null!, NoProvider);
        if (await numbers.FindChannelAsync(number.Id, cancellationToken) is not { } line
            || directory.Find(line) is not { } channel || LineChanges.IsDeleted(channel)
            || authority.Check(call.Caller.Key, Rights.SendMessages, channel) is not null)
            return (null!, NotActive);
        var known = channel.Settings.Bitrix24?.Connectors.FirstOrDefault(one => one.Id == id);
        return (new ConnectorLine(id, registered, channel, known), null);
    }
}

/// <param name="Known">What the line has been told of the connector; null where nothing was.</param>
internal sealed record ConnectorLine(
    ConnectorId Connector, RegisteredConnector Registered, ChannelEntry Channel, Bitrix24Connector? Known);
