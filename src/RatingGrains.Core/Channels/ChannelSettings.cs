using System.Collections.Frozen;
using System.Collections.Immutable;
using RatingGrains.Agents;

namespace RatingGrains.Channels;

/// <summary>What an open channel says about its conversations and their ratings. Replaced as a whole.</summary>
/// <param name="AgentsSeeRatings">False hides customers' ratings of this channel from agents.</param>
/// <param name="Origins">Web origins whose pages may start a live chat.</param>
public sealed record ChannelSettings(
    string Name,
    bool Active,
    string Locale,
    ImmutableArray<AgentId> Agents,
    bool AgentsSeeRatings,
    RatingSettings Rating,
    ClosingSettings Closing,
    TelegramSettings? Telegram,
    ImmutableArray<string> Origins)
{
    private Listing? _listing;

    public MetaSettings? Whatsapp { get; init; }

    public SignedSettings? Signed { get; init; }

    public MetaSettings? Messenger { get; init; }

    public MetaSettings? Instagram { get; init; }

    public ViberSettings? Viber { get; init; }

    public VkSettings? Vk { get; init; }

    public ChatwootSettings? Chatwoot { get; init; }

    public Bitrix24Settings? Bitrix24 { get; init; }

    /// <summary>Whether the channel lists the agent; a set, because a channel may list ten thousand.</summary>
    public bool Lists(AgentId agent)
    {
        // A changed copy takes the field over, so the set says whose it is.
        if (_listing is not { } listing || listing.Agents != Agents)
            _listing = listing = new Listing(Agents, Agents.ToFrozenSet());
        return listing.Set.Contains(agent);
    }

    private sealed class Listing(ImmutableArray<AgentId> agents, FrozenSet<AgentId> set)
    {
        public ImmutableArray<AgentId> Agents { get; } = agents;

        public FrozenSet<AgentId> Set { get; } = set;
    }
}

/// <param name="Window">How long after the request a rating is taken; null: until the customer starts another conversation.</param>
public sealed record RatingSettings(
    bool AskCustomer,
    bool AllowDuringConversation,
    bool CloseOnRating,
    TimeSpan? Window,
    RatingTexts Graphic,
    RatingTexts Text,
    bool AcceptTrailingComment)
{
    /// <summary>The words for one kind of connector: buttons, or digits that are typed.</summary>
    public RatingTexts TextsFor(ConnectorId connector) => Connectors.IsGraphic(connector) ? Graphic : Text;
}

/// <summary>Own words of a channel. An empty text sends nothing.</summary>
public sealed record RatingTexts(string Request, string Liked, string Disliked, string TooLate)
{
    public string ThanksFor(Conversations.RatingValue value) =>
        value == Conversations.RatingValue.Like ? Liked : Disliked;
}

/// <param name="AfterFinish">How long a finished conversation stays <c>closing</c>.</param>
/// <param name="AfterSilence">With no word from the customer for this long after the agent's last answer, the
/// conversation finishes by itself; null: never.</param>
public sealed record ClosingSettings(TimeSpan AfterFinish, TimeSpan? AfterSilence);

/// <summary>The connectors that have meaning here; every other name is a text connector.</summary>
public static class Connectors
{
    public static readonly ConnectorId LiveChat = new("liveChat");
    public static readonly ConnectorId Network = new("network");
    public static readonly ConnectorId Telegram = new("telegram");
    public static readonly ConnectorId Whatsapp = new("whatsapp");
    public static readonly ConnectorId Messenger = new("messenger");
    public static readonly ConnectorId Instagram = new("instagram");
    public static readonly ConnectorId Viber = new("viber");
    public static readonly ConnectorId Vk = new("vk");
    public static readonly ConnectorId Chatwoot = new("chatwoot");

    /// <summary>Graphic connectors have rating buttons of their own; typing there is never a rating.</summary>
    public static bool IsGraphic(ConnectorId connector) => connector == LiveChat || connector == Network;
}
