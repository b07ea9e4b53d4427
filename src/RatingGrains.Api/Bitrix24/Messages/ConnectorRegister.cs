using System.Text.Json;
using RatingGrains.Api.Bitrix24.Access;
using RatingGrains.Channels;
using RatingGrains.Json;
using RatingGrains.Ports;
using RatingGrains.Webhooks;
using Known = RatingGrains.Channels.Connectors;

namespace RatingGrains.Api.Bitrix24.Messages;

/// <summary>Connectors that applications have registered, beside those that are built in.</summary>
internal sealed class ConnectorRegister(IDoorRecords records)
{
    /// <summary>As many as are listed.</summary>
    private const int ListedMax = 1_000;

    /// <summary>Connectors with a messenger of their own: a registered one of this name would send through it.</summary>
    public static readonly IReadOnlyDictionary<string, string> BuiltIn = new Dictionary<string, string>
    {
        ["livechat"] = "Live Chat",
        [Known.Network.Value] = "Network",
        [Known.Telegram.Value] = "Telegram",
        [Known.Whatsapp.Value] = "WhatsApp",
        [Known.Messenger.Value] = "Messenger",
        [Known.Instagram.Value] = "Instagram",
        [Known.Viber.Value] = "Viber",
        [Known.Vk.Value] = "VK",
        [Known.Chatwoot.Value] = "Chatwoot",
    };

    /// <returns>False where another application has it.</returns>
    public async Task<bool> TryAddAsync(
        ConnectorId id, RegisteredConnector connector, CancellationToken cancellationToken)
    {
        var value = JsonSerializer.Serialize(connector, CoreJson.Default.RegisteredConnector);
        var record = await records.GetOrAddAsync(DoorRecordKind.Connector, id.Value, value, cancellationToken);
        if (Read(record).Owner != connector.Owner)
            return false;
        if (record.Value != value)
            await records.SetAsync(DoorRecordKind.Connector, id.Value, value, cancellationToken);
        return true;
    }

    /// <returns>False where there is none, or another application has it.</returns>
    public async Task<bool> RemoveAsync(ConnectorId id, DoorCaller caller, CancellationToken cancellationToken) =>
        await FindAsync(id, cancellationToken) is { } connector && connector.Owner == caller.Subject
            && await records.RemoveAsync(DoorRecordKind.Connector, id.Value, cancellationToken);

    public async Task<RegisteredConnector?> FindAsync(ConnectorId id, CancellationToken cancellationToken) =>
        await records.FindAsync(DoorRecordKind.Connector, id.Value, cancellationToken) is { } record ? Read(record) : null;

    /// <summary>Names by ids, those built in first.</summary>
    public async Task<IEnumerable<KeyValuePair<string, string>>> ListAsync(CancellationToken cancellationToken)
    {
        var registered = await records.ListAsync(DoorRecordKind.Connector, ListedMax, cancellationToken);
        return BuiltIn.Concat(registered.Select(record => KeyValuePair.Create(record.Name, Read(record).Name)));
    }

    private static RegisteredConnector Read(DoorRecord record) =>
        JsonSerializer.Deserialize(record.Value!, CoreJson.Default.RegisteredConnector)!;
}
