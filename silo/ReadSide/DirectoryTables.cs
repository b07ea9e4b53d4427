using System.Text.Json;
using RatingGrains.Json;
using RatingGrains.Silo.Stores;
using static RatingGrains.Silo.Stores.ColumnKind;

namespace RatingGrains.Silo.ReadSide;

/// <summary>Shows channels and agents to the directories of all silos. A change is marked with a number that is taken
/// under a lock, so that who asks for what changed after the last mark misses nothing.</summary>
internal static class DirectoryTables
{
    private static readonly RowStatement Channel = new(
        """
        INSERT INTO channel (id, version, settings, changed) SELECT * FROM {rows} WHERE true
        ON CONFLICT (id) DO UPDATE SET version = excluded.version, settings = excluded.settings, changed = excluded.changed
        WHERE excluded.version > channel.version
        """,
        Text, Number, Text, Number);

    private static readonly RowStatement Agent = new(
        """
        INSERT INTO agent (id, version, profile, changed) SELECT * FROM {rows} WHERE true
        ON CONFLICT (id) DO UPDATE SET version = excluded.version, profile = excluded.profile, changed = excluded.changed
        WHERE excluded.version > agent.version
        """,
        Text, Number, Text, Number);

    public static async Task WriteAsync(
        StoreTransaction transaction, ReadBatch batch, CancellationToken cancellationToken)
    {
        if (batch.Channels.Count + batch.Agents.Count == 0)
            return;
        var mark = await Marks.AdvanceAsync(transaction, Marks.Directory, cancellationToken);
        await transaction.RunAsync(
            Channel,
            [
                .. batch.Channels.OrderBy(one => one.Key.Value, StringComparer.Ordinal).Select(one => new object?[]
                {
                    one.Key.Value, one.Value.Version,
                    JsonSerializer.Serialize(one.Value.State.Settings!, CoreJson.Default.ChannelSettings), mark,
                }),
            ],
            cancellationToken);
        await transaction.RunAsync(
            Agent,
            [
                .. batch.Agents.OrderBy(one => one.Key.Value, StringComparer.Ordinal).Select(one => new object?[]
                {
                    one.Key.Value, one.Value.Version,
                    JsonSerializer.Serialize(one.Value.State.Profile!, CoreJson.Default.AgentProfile), mark,
                }),
            ],
            cancellationToken);
    }
}
