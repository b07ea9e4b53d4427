using Microsoft.Extensions.DependencyInjection;
using RatingGrains.Agents;
using RatingGrains.Channels;
using RatingGrains.Contract;
using RatingGrains.Ports;
using RatingGrains.Silo.Engine;

namespace RatingGrains.Grains;

public sealed class When_settings_change : SiloTest
{
    [Fact]
    public async Task Every_silo_knows_them_when_the_answer_is_there()
    {
        var (first, second) = (Shell.Silos[0], Shell.Silos[1]);
        for (var n = 0; n < 20; n++)
        {
            var (agent, channel) = (new AgentId($"agent-{n}"), new ChannelId($"channel-{n}"));
            var engine = first.GetRequiredService<SiloEngine>();
            await engine.RegisterAsync(agent, new AgentProfile("Ben", null), default);
            var made = await engine.ConfigureAsync(channel, ContractSettings.Defaults, null, default);

            var known = second.GetRequiredService<IDirectory>();
            Assert.Equal(new AgentProfile("Ben", null), known.Find(agent));
            Assert.Equal(made.Version, known.Find(channel)?.Version);
            (first, second) = (second, first);
        }
    }

    [Fact]
    public async Task A_silo_that_is_dead_and_not_missed_yet_holds_nobody_up_for_long()
    {
        await Shell.Cluster.KillSiloAsync(Shell.Cluster.Silos[1]);

        await Shell.Silos[0].GetRequiredService<SiloEngine>()
            .RegisterAsync(new AgentId("ben"), new AgentProfile("Ben", null), default)
            .WaitAsync(TimeSpan.FromSeconds(30));

        Assert.NotNull(Shell.Silos[0].GetRequiredService<IDirectory>().Find(new AgentId("ben")));
    }
}
