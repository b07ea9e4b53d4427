using RatingGrains.Agents;
using RatingGrains.Channels;

namespace RatingGrains.Embedded.Demo;

/// <summary>Everybody with their own key, ready to play.</summary>
/// <param name="Run">Tells the customers and messages of this run from those of another.</param>
internal sealed record DemoStage(
    DemoApi Admin,
    string Run,
    IReadOnlyDictionary<AgentId, DemoApi> Agents,
    IReadOnlyDictionary<DemoSupervisor, DemoApi> Supervisors,
    IReadOnlyDictionary<ChannelId, DemoApi> Connectors)
{
    public const string Window = "P1D";
    public const string ShortWindow = "PT1S";

    private static readonly TimeSpan KeysLastFor = TimeSpan.FromDays(1);

    /// <summary>Registers the cast and gives everybody a key.</summary>
    public static async Task<DemoStage> SetAsync(
        DemoApi admin, DateTimeOffset now, CancellationToken cancellationToken)
    {
        await RefuseStrangersAsync(admin, cancellationToken);
        var agents = new Dictionary<AgentId, DemoApi>();
        var supervisors = new Dictionary<DemoSupervisor, DemoApi>();
        var connectors = new Dictionary<ChannelId, DemoApi>();
        foreach (var agent in DemoCast.Agents)
        {
            await admin.PutAsync<DemoNamed>($"agents/{agent.Id}", new { agent.Name, agent.Team }, cancellationToken);
            agents[agent.Id] = await KeyAsync("agent", agent.Id.Value, agent.Team);
        }
        foreach (var channel in DemoCast.Channels)
        {
            await ConfigureAsync(admin, channel, Window, cancellationToken);
            connectors[channel.Id] = await KeyAsync("connector", $"{channel.Id}-connector", null, channel.Id);
        }
        foreach (var supervisor in DemoCast.Supervisors)
            supervisors[supervisor] = await KeyAsync("supervisor", supervisor.Name, supervisor.Team);
        return new DemoStage(admin, now.ToString("yyMMddHHmmss"), agents, supervisors, connectors);

        async Task<DemoApi> KeyAsync(string role, string subject, TeamId? team, params ChannelId[] channels)
        {
            var request = new { role, subject, team, channels, expiresAt = now + KeysLastFor };
            return admin.With((await admin.PostAsync<DemoKey>("keys", request, cancellationToken)).Key);
        }
    }

    public static Task<DemoNamed> ConfigureAsync(
        DemoApi admin, DemoChannel channel, string window, CancellationToken cancellationToken) =>
        admin.PutAsync<DemoNamed>($"channels/{channel.Id}", channel.Settings(window), cancellationToken);

    /// <summary>Made-up conversations cannot be taken out again, so they do not go in among real ones.</summary>
    private static async Task RefuseStrangersAsync(DemoApi admin, CancellationToken cancellationToken)
    {
        var there = await admin.GetAsync<DemoPage<DemoNamed>>("channels?limit=200", cancellationToken);
        var own = DemoCast.Channels.Select(channel => new DemoNamed(channel.Id.Value, channel.Name)).ToHashSet();
        if (there.Items.FirstOrDefault(channel => !own.Contains(channel)) is { } stranger)
        {
            throw new DemoException(
                $"There is a channel '{stranger.Id}' that is not of the demo. Play on a database of its own, "
                + "for example with --Storage:Path=data/demo.db");
        }
    }
}
