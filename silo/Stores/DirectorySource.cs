using System.Data.Common;
using System.Text.Json;
using RatingGrains.Agents;
using RatingGrains.Channels;
using RatingGrains.Json;
using RatingGrains.Ports;
using RatingGrains.Silo.Cluster;
using RatingGrains.Sql;

namespace RatingGrains.Silo.Stores;

/// <summary>Channels and agents as the read side shows them.</summary>
internal sealed class DirectorySource(IStoreDatabase database) : IDirectorySource
{
    public async Task<DirectoryChanges> ChangesAsync(long since, CancellationToken cancellationToken)
    {
        // The mark is read first: what changes meanwhile is read now or the next time, never not at all.
        var mark = (await Marks.ReadAsync(database, cancellationToken)).GetValueOrDefault(Marks.Directory);
        if (mark == since)
            return new DirectoryChanges([], [], mark);
        await using var connection = await database.OpenAsync(cancellationToken);
        var channels = await ReadAsync(
            connection, "SELECT id, version, settings FROM channel WHERE changed > @p1", since,
            reader => new ChannelEntry(
                new ChannelId(reader.GetString(0)),
                JsonSerializer.Deserialize(reader.GetString(2), CoreJson.Default.ChannelSettings)!, reader.GetInt64(1)),
            cancellationToken);
        var agents = await ReadAsync(
            connection, "SELECT id, version, profile FROM agent WHERE changed > @p1", since,
            reader => new DirectoryAgent(
                new AgentId(reader.GetString(0)),
                JsonSerializer.Deserialize(reader.GetString(2), CoreJson.Default.AgentProfile)!, reader.GetInt64(1)),
            cancellationToken);
        return new DirectoryChanges([.. channels], [.. agents], mark);
    }

    private static async Task<List<T>> ReadAsync<T>(
        DbConnection connection, string sql, long since, Func<DbDataReader, T> map, CancellationToken cancellationToken)
    {
        try
        {
            await using var command = connection.With(sql, since);
            await using var reader = await command.ExecuteReaderAsync(cancellationToken);
            var found = new List<T>();
            while (await reader.ReadAsync(cancellationToken))
                found.Add(map(reader));
            return found;
        }
        catch (DbException broken) when (StoreFailures.IsAway(broken))
        {
            throw StoreFailures.Unavailable(broken);
        }
    }
}
