using System.Net;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using Npgsql;
using Orleans.Configuration;
using RatingGrains.Sql;

namespace RatingGrains.Silo.PostgreSql;

/// <summary>The tables and queries that Orleans' providers for members and reminders find, asked by those providers.</summary>
[OnPostgreSql]
public sealed class When_Orleans_asks_for_its_tables : IAsyncLifetime
{
    private static readonly DateTime Start = new(2026, 3, 2, 12, 0, 0, DateTimeKind.Utc);

    private PostgreSqlWorld _world = null!;
    private IHost _silo = null!;

    public async Task InitializeAsync()
    {
        _world = await PostgreSqlWorld.MakeAsync();
        var builder = Host.CreateEmptyApplicationBuilder(null);
        builder.Configuration.AddInMemoryCollection(_world.Settings);
        builder.Services.AddPostgreSqlStores();
        builder.UseOrleans(silo => silo.UsePostgreSqlClustering().Configure<ClusterOptions>(
            options => (options.ClusterId, options.ServiceId) = ("cluster", "service")));
        _silo = builder.Build();
    }

    public async Task DisposeAsync()
    {
        if (_silo is IAsyncDisposable disposable)
            await disposable.DisposeAsync();
        await _world.DisposeAsync();
    }

    [StoreFact]
    public async Task Members_change_one_after_the_other()
    {
        var members = _silo.Services.GetRequiredService<IMembershipTable>();
        await members.InitializeMembershipTableAsync(true, default);
        await members.InitializeMembershipTableAsync(true, default);
        var empty = await members.ReadAllAsync(default);
        Assert.Equal((0, 0), (empty.Members.Count, empty.Version.Version));

        var (one, other) = (Member(1), Member(2));
        Assert.True(await members.InsertRowAsync(one, empty.Version.Next(), default));
        Assert.False(await members.InsertRowAsync(other, empty.Version.Next(), default));
        var first = await members.ReadAllAsync(default);
        Assert.False(await members.InsertRowAsync(one, first.Version.Next(), default));
        Assert.Equal(1, (await members.ReadAllAsync(default)).Version.Version);
        Assert.True(await members.InsertRowAsync(other, first.Version.Next(), default));

        var both = await members.ReadAllAsync(default);
        var tag = both.Members.Single(member => member.Item1.SiloAddress.Equals(one.SiloAddress)).Item2;
        one.Status = SiloStatus.Active;
        one.SuspectTimes = [Tuple.Create(other.SiloAddress, Start)];
        Assert.True(await members.UpdateRowAsync(one, tag, both.Version.Next(), default));
        Assert.False(await members.UpdateRowAsync(one, tag, both.Version.Next(), default));
        one.IAmAliveTime = Start.AddMinutes(5);
        await members.UpdateIAmAliveAsync(one, default);

        var (read, _) = Assert.Single((await members.ReadRowAsync(one.SiloAddress, default)).Members);
        Assert.Equal(SiloStatus.Active, read.Status);
        Assert.Equal((one.SiloName, one.HostName, one.ProxyPort), (read.SiloName, read.HostName, read.ProxyPort));
        Assert.Equal((one.StartTime, one.IAmAliveTime), (read.StartTime, read.IAmAliveTime));
        Assert.Equal(other.SiloAddress, Assert.Single(read.SuspectTimes!).Item1);
        Assert.Empty((await members.ReadRowAsync(Member(3).SiloAddress, default)).Members);
    }

    [StoreFact]
    public async Task Dead_members_are_cleaned_up_and_all_are_deleted()
    {
        var members = _silo.Services.GetRequiredService<IMembershipTable>();
        await members.InitializeMembershipTableAsync(true, default);
        var (alive, dead) = (Member(1), Member(2));
        alive.Status = SiloStatus.Active;
        dead.Status = SiloStatus.Dead;
        Assert.True(await members.InsertRowAsync(alive, (await members.ReadAllAsync(default)).Version.Next(), default));
        Assert.True(await members.InsertRowAsync(dead, (await members.ReadAllAsync(default)).Version.Next(), default));

        await members.CleanupDefunctSiloEntriesAsync(Start.AddDays(-1), default);
        Assert.Equal(2, (await members.ReadAllAsync(default)).Members.Count);
        await members.CleanupDefunctSiloEntriesAsync(Start.AddDays(1), default);
        Assert.Equal(alive.SiloAddress, Assert.Single((await members.ReadAllAsync(default)).Members).Item1.SiloAddress);

        await members.DeleteMembershipTableEntriesAsync("cluster", default);
        await members.InitializeMembershipTableAsync(true, default);
        Assert.Empty((await members.ReadAllAsync(default)).Members);
    }

    [StoreFact]
    public async Task Reminders_are_kept_by_grain_and_read_by_range()
    {
        var reminders = _silo.Services.GetRequiredService<IReminderTable>();
        await reminders.StartAsync(default);
        var grains = Enumerable.Range(0, 50).Select(i => GrainId.Create("note", $"n{i}")).ToArray();
        foreach (var grain in grains)
            await reminders.UpsertRow(Reminder(grain), default);
        var tag = await reminders.UpsertRow(Reminder(grains[0]), default);

        var row = await reminders.ReadRow(grains[0], "wake", default);
        Assert.Equal((tag, Start, TimeSpan.FromMinutes(1)), (row!.ETag, row.StartAt, row.Period));
        Assert.Null(await reminders.ReadRow(grains[0], "other", default));
        Assert.Single((await reminders.ReadRows(grains[1], default)).Reminders);

        foreach (var (begin, end) in new (uint, uint)[] { (0, 0), (0, 1u << 31), (1u << 31, 0), (3_000_000_000, 5), (7, 7) })
        {
            var expected = grains.Where(grain => IsBetween(grain.GetUniformHashCode(), begin, end)).Order();
            var read = (await reminders.ReadRows(begin, end, default)).Reminders.Select(one => one.GrainId).Order();
            Assert.Equal(expected, read);
        }

        Assert.False(await reminders.RemoveRow(grains[0], "wake", "17", default));
        Assert.True(await reminders.RemoveRow(grains[0], "wake", tag!, default));
        Assert.Equal(49, (await reminders.ReadRows(0, 0, default)).Reminders.Count);
    }

    [StoreFact]
    public async Task Ranges_of_reminders_are_read_by_the_index()
    {
        _ = _silo.Services.GetRequiredService<PostgreSqlDatabase>();
        await using var connection = new NpgsqlConnection(_world.ConnectionString);
        await connection.OpenAsync();
        connection.Run("""
            INSERT INTO orleans_reminder SELECT 'service', 'note/' || i, 'wake', now(), 60000, hashint4(i), 0
            FROM generate_series(1, 20000) AS i
            """);
        connection.Run("ANALYZE orleans_reminder");
        foreach (var key in new[] { "ReadRangeRows1Key", "ReadRangeRows2Key" })
        {
            await using var find = connection.With("SELECT QueryText FROM OrleansQuery WHERE QueryKey = @p1", key);
            var query = ((string)(await find.ExecuteScalarAsync())!).Replace("@ServiceId", "'service'")
                .Replace("@BeginHash", key.Contains('1') ? "1000000000" : "2100000000")
                .Replace("@EndHash", key.Contains('1') ? "1100000000" : "-2100000000");
            await using var explain = connection.With("EXPLAIN " + query);
            await using var reader = await explain.ExecuteReaderAsync();
            var plan = "";
            while (await reader.ReadAsync())
                plan += reader.GetString(0) + "\n";
            Assert.Contains("orleans_reminder_hash", plan);
            Assert.DoesNotContain("Seq Scan", plan);
        }
    }

    private static bool IsBetween(uint hash, uint begin, uint end) =>
        begin < end ? hash > begin && hash <= end : hash > begin || hash <= end;

    private static ReminderEntry Reminder(GrainId grain) => new()
    {
        GrainId = grain,
        ReminderName = "wake",
        StartAt = Start,
        Period = TimeSpan.FromMinutes(1),
    };

    private static MembershipEntry Member(int number) => new()
    {
        SiloAddress = SiloAddress.New(IPAddress.Loopback, 11111 + number, number),
        SiloName = $"silo{number}",
        HostName = "host",
        Status = SiloStatus.Joining,
        ProxyPort = 30000 + number,
        StartTime = Start,
        IAmAliveTime = Start,
        RoleName = "",
    };
}
