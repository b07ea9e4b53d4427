using RatingGrains.Ports;
using RatingGrains.Threads;

namespace RatingGrains.Api.Bitrix24.Messages;

/// <summary>Which dialogue a message belongs to: its user's, whichever chat they write in, or its chat's, whoever writes
/// in it. The first message decides the thread's name, and so where answers go.</summary>
internal sealed class ConnectorThreads(IDoorRecords records)
{
    public async Task<ThreadId> FindAsync(
        ConnectorLine line, ConnectorMessage message, CancellationToken cancellationToken)
    {
        var thread = ThreadId.Of(line.Connector, line.Channel.Id, message.Chat, message.User);
        var key = line.Known!.ByChat ? $"chat|{message.Chat}" : $"user|{message.User}";
        var record = await records.GetOrAddAsync(
            DoorRecordKind.Dialogue, $"{line.Connector}|{line.Channel.Id}|{key}", thread.Value, cancellationToken);
        return new ThreadId(record.Value!);
    }
}
