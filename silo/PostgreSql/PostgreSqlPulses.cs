using Npgsql;
using RatingGrains.Sql;

namespace RatingGrains.Silo.PostgreSql;

/// <summary>Pulses between silos, by LISTEN and NOTIFY. A notification is only a hint: while none can be heard, all who
/// follow look once a second, and every few seconds anyway.</summary>
internal sealed partial class PostgreSqlPulses(ILogger<PostgreSqlPulses> log) : IStreamPulses
{
    public const string Channel = "rating_grains";

    /// <summary>PostgreSQL takes less than 8000 bytes in one notification.</summary>
    private const int PayloadMax = 7900;

    private static readonly TimeSpan LookWhileDeaf = TimeSpan.FromSeconds(1);
    private static readonly TimeSpan LookAnyway = TimeSpan.FromSeconds(5);

    private readonly StreamPulses _here = new();
    private readonly string _self = Guid.NewGuid().ToString("N")[..8];

    public IStreamPulse Listen(string stream) => _here.Listen(stream);

    /// <summary>What this silo has committed need not come back to be heard here.</summary>
    public void Beat(IEnumerable<string> streams)
    {
        foreach (var stream in streams)
            _here.Beat(stream);
    }

    /// <summary>The notifications that tell other silos of these streams.</summary>
    public string[] Payloads(IReadOnlyCollection<string> streams)
    {
        var payloads = new List<string>();
        var payload = new System.Text.StringBuilder(_self);
        var bytes = _self.Length;
        foreach (var stream in streams)
        {
            var size = System.Text.Encoding.UTF8.GetByteCount(stream) + 1;
            if (bytes + size > PayloadMax)
            {
                payloads.Add(payload.ToString());
                payload.Clear().Append(_self);
                bytes = _self.Length;
            }
            payload.Append('\n').Append(stream);
            bytes += size;
        }
        payloads.Add(payload.ToString());
        return [.. payloads];
    }

    /// <summary>Hears the other silos until it is stopped.</summary>
    public async Task HearAsync(NpgsqlDataSource source, CancellationToken stopping)
    {
        while (!stopping.IsCancellationRequested)
        {
            try
            {
                await HearOnceAsync(source, stopping);
            }
            catch (Exception broken) when (broken is NpgsqlException or TimeoutException or IOException)
            {
                Log.Deaf(log, broken);
                _here.BeatAll();
                await Task.Delay(LookWhileDeaf, stopping).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
            }
            catch (OperationCanceledException) when (stopping.IsCancellationRequested)
            {
                return;
            }
        }
    }

    private async Task HearOnceAsync(NpgsqlDataSource source, CancellationToken stopping)
    {
        await using var connection = await source.OpenConnectionAsync(stopping);
        connection.Notification += (_, heard) => Hear(heard.Payload);
        await using var command = new NpgsqlCommand($"LISTEN {Channel}", connection);
        while (true)
        {
            // Said again and again, because a connection that died without a word says nothing either.
            await command.ExecuteNonQueryAsync(stopping);
            // What was told before this silo listened was told to nobody here.
            _here.BeatAll();
            while (await connection.WaitAsync(LookAnyway, stopping))
            {
            }
        }
    }

    private void Hear(string payload)
    {
        var lines = payload.Split('\n');
        if (lines[0] != _self)
            Beat(lines.Skip(1));
    }

    private static partial class Log
    {
        [LoggerMessage(30, LogLevel.Warning, "Other silos cannot be heard now; streams are looked at every second instead.")]
        public static partial void Deaf(ILogger logger, Exception broken);
    }
}
