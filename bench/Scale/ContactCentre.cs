using System.Collections.Immutable;
using RatingGrains.Agents;
using RatingGrains.Channels;
using RatingGrains.Ports;

namespace RatingGrains.Bench.Scale;

/// <summary>Who works in the measured contact centre, and on what: 8 teams, 96 agents, 12 channels.</summary>
internal sealed class ContactCentre
{
    private static readonly RatingTexts Graphic = new(
        "How was our help?", "Thank you!", "Thank you, we will look into it.", "This can no longer be rated.");

    private static readonly RatingTexts Text = Graphic with { Request = "How was our help? Answer 1 or 0." };

    private static readonly string[] TeamNames =
        ["support", "sales", "billing", "returns", "delivery", "business", "night", "quality"];

    private static readonly (string Id, string Connector)[] ChannelNames =
    [
        ("web", "liveChat"), ("shop", "liveChat"), ("app", "liveChat"), ("help", "liveChat"), ("portal", "network"),
        ("telegram", "telegram"), ("telegram-shop", "telegram"), ("whatsapp", "whatsApp"), ("whatsapp-b2b", "whatsApp"),
        ("viber", "viber"), ("sms", "sms"), ("mail", "mail"),
    ];

    public ImmutableArray<(AgentId Id, AgentProfile Profile)> Agents { get; } =
    [
        .. Enumerable.Range(0, 96).Select(i => (
            new AgentId($"agent-{i:00}"),
            new AgentProfile($"Agent {i}", new TeamId(TeamNames[i % TeamNames.Length])))),
    ];

    public ImmutableArray<Desk> Desks { get; }

    public static IReadOnlyList<string> Teams => TeamNames;

    public ContactCentre() =>
        Desks = [.. ChannelNames.Select((channel, i) => MakeDesk(channel.Id, channel.Connector, i))];

    public async Task OpenAsync(IRatingEngine engine)
    {
        foreach (var (id, profile) in Agents)
            await engine.RegisterAsync(id, profile, CancellationToken.None);
        foreach (var desk in Desks)
            await engine.ConfigureAsync(desk.Channel, desk.Settings, null, CancellationToken.None);
    }

    /// <summary>Each channel is served by every second team, so each agent by every second channel.</summary>
    private Desk MakeDesk(string id, string connector, int index)
    {
        ImmutableArray<AgentId> agents = [.. Agents.Where((_, i) => i % 2 == index % 2).Select(agent => agent.Id)];
        var settings = new ChannelSettings(
            id, true, "en", agents, true,
            new RatingSettings(
                AskCustomer: true, AllowDuringConversation: true, CloseOnRating: index % 3 == 0,
                TimeSpan.FromDays(1), Graphic, Text, AcceptTrailingComment: true),
            new ClosingSettings(TimeSpan.FromMinutes(10), TimeSpan.FromHours(4)), null, []);
        return new Desk(new ChannelId(id), new ConnectorId(connector), settings);
    }
}

internal sealed record Desk(ChannelId Channel, ConnectorId Connector, ChannelSettings Settings);
