using Npgsql;

namespace RatingGrains.Bench.Silo;

/// <summary>What PostgreSQL did for each conversation of a load, by stage; the last load of a stage counts.</summary>
/// <param name="database">Null: the host has no PostgreSQL, and nothing is to be said.</param>
internal sealed class Costs(string? database, string host)
{
    private readonly Dictionary<string, string> _said = [];
    private WriteCost? _before;

    public async Task BeginAsync() => _before = database is null ? null : await WriteCost.OfAsync(database);

    public async Task EndAsync(string stage, int conversations)
    {
        if (_before is not null)
            _said[stage] = $"{host}, a conversation {stage}: {(await WriteCost.OfAsync(database!) - _before).Each(conversations)}";
    }

    public async Task<IEnumerable<string>> SayAsync(int conversations)
    {
        if (database is null)
            return [];
        await using var connection = new NpgsqlConnection(database);
        await connection.OpenAsync();
        await using var command = new NpgsqlCommand("SELECT pg_database_size(current_database())", connection);
        var size = (long)(await command.ExecuteScalarAsync())!;
        return [.. _said.Values, $"{host}: the database holds {size / conversations:#,0} bytes a conversation"];
    }
}
