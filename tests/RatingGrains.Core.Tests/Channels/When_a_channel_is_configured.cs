using RatingGrains.Kernel;

namespace RatingGrains.Channels;

public sealed class When_a_channel_is_configured
{
    private static readonly ChannelSettings Renamed = Channel with { Name = "Shop" };
    private readonly ChannelStory _story = new();

    [Fact]
    public void the_settings_are_replaced_under_a_new_version_and_shown()
    {
        _story.When(Configure(Channel))
            .Then(new ChannelConfigured(Web, Channel, Noon))
            .AndEffects(new ShowChannel(Web, Channel));
        Assert.Equal(1, _story.Snapshot.Version);

        _story.When(Configure(Renamed)).And(s => s.Settings, Renamed);
        Assert.Equal(2, _story.Snapshot.Version);
    }

    [Fact]
    public void whoever_read_the_version_in_force_may_change_it()
    {
        _story.Given(Configure(Channel));
        _story.When(Configure(Renamed, expected: 1)).And(s => s.Settings, Renamed);
    }

    [Fact]
    public void whoever_read_an_older_version_is_refused()
    {
        _story.Given(Configure(Channel));
        _story.Given(Configure(Renamed));
        _story.When(Configure(Channel, expected: 1))
            .ThenRefused(Rejection.PreconditionFailed)
            .And(s => s.Settings, Renamed);
    }

    [Fact]
    public void there_is_no_version_to_have_read_before_the_first() =>
        _story.When(Configure(Channel, expected: 1)).ThenRefused(Rejection.PreconditionFailed);

    [Fact]
    public void it_knows_its_agents()
    {
        Assert.True(Channel.Lists(Anna));
        Assert.False(Channel.Lists(Clara));
    }

    [Fact]
    public void a_replaced_list_of_agents_is_the_one_that_holds()
    {
        Assert.True(Channel.Lists(Anna));
        Assert.False((Channel with { Agents = [Clara] }).Lists(Anna));
        Assert.True((Channel with { Agents = [Clara] }).Lists(Clara));
    }

    private ConfigureChannel Configure(ChannelSettings settings, long? expected = null) =>
        new(Web, settings, expected, _story.Snapshot.Version);

    private sealed class ChannelStory()
        : Story<ChannelStory, ChannelMachine, ChannelState, ConfigureChannel, ChannelConfigured>(Web.Value);
}
