using RatingGrains.Agents;
using RatingGrains.Channels;
using KnownConnectors = RatingGrains.Channels.Connectors;

namespace RatingGrains.Embedded.Demo;

/// <summary>Who works in the demo's contact centre, and where customers write in.</summary>
internal static class DemoCast
{
    public static readonly TeamId Support = new("support");
    public static readonly TeamId Sales = new("sales");

    public static readonly DemoAgent[] Agents =
    [
        new(new("anna"), "Anna Berg", Support, LikedShare: 0.92),
        new(new("boris"), "Boris Novak", Support, LikedShare: 0.55),
        new(new("chiara"), "Chiara Rossi", Support, LikedShare: 0.83),
        new(new("diego"), "Diego Morales", Sales, LikedShare: 0.70),
        new(new("elif"), "Elif Kaya", Sales, LikedShare: 0.96),
    ];

    public static readonly DemoSupervisor[] Supervisors = [new("olga", Support), new("marco", Sales)];

    public static readonly DemoChannel[] Channels =
    [
        new(new("web"), "Website", new("liveChat"), "en", ["anna", "boris", "diego", "elif"], [("en", 70), ("de", 30)])
        {
            CloseOnRating = true,
        },
        new(new("telegram"), "Telegram", new("telegram"), "es", ["anna", "boris", "chiara"], [("es", 65), ("ru", 35)]),
        new(new("portal"), "Customer portal", new("network"), "it", ["boris", "chiara", "diego", "elif"],
            [("it", 60), ("en", 40)])
        {
            AfterFinish = "PT0S",
        },
    ];

    public static DemoAgent Agent(AgentId id) => Agents.Single(agent => agent.Id == id);
}

/// <param name="LikedShare">How many of those who rate are happy.</param>
internal sealed record DemoAgent(AgentId Id, string Name, TeamId Team, double LikedShare);

internal sealed record DemoSupervisor(string Name, TeamId Team);

/// <param name="Languages">What its customers speak, with weights.</param>
internal sealed record DemoChannel(
    ChannelId Id,
    string Name,
    ConnectorId Connector,
    string Locale,
    string[] Agents,
    (string Language, int Weight)[] Languages)
{
    public string AfterFinish { get; init; } = "PT10M";

    public bool CloseOnRating { get; init; }

    /// <summary>Typing a digit is a rating here.</summary>
    public bool IsTyped => !KnownConnectors.IsGraphic(Connector);

    /// <summary>Closed the moment it is finished, so that nobody can write on.</summary>
    public bool ClosesAtOnce => AfterFinish == "PT0S";

    /// <summary>The settings as the API takes them.</summary>
    public object Settings(string window) => new
    {
        name = Name,
        locale = Locale,
        agents = Agents,
        rating = new { window, closeOnRating = CloseOnRating, text = new { acceptTrailingComment = IsTyped } },
        closing = new { afterFinish = AfterFinish },
    };
}
