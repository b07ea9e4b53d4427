using System.Collections.Immutable;
using RatingGrains.Agents;
using RatingGrains.Api.Channels.Messengers;
using RatingGrains.Channels;

namespace RatingGrains.Api.Channels;

/// <summary>A channel as it is read: what was put, with the defaults filled in and the secrets left out.</summary>
internal sealed record ChannelView(
    ChannelId Id,
    string Name,
    bool Active,
    string Locale,
    ImmutableArray<AgentId> Agents,
    bool AgentsSeeRatings,
    RatingView Rating,
    ClosingSettings Closing,
    TelegramSecrets? Telegram,
    MetaSecrets? Whatsapp,
    SignedSecrets? Signed,
    MetaSecrets? Messenger,
    MetaSecrets? Instagram,
    ViberSecrets? Viber,
    VkSecrets? Vk,
    ChatwootSecrets? Chatwoot,
    ImmutableArray<string> Origins)
{
    public static ChannelView From(ChannelId id, ChannelSettings settings) => new(
        id, settings.Name, settings.Active, settings.Locale, settings.Agents, settings.AgentsSeeRatings,
        RatingView.From(settings.Rating), settings.Closing,
        TelegramSecrets.Show(settings.Telegram), MetaSecrets.Show(settings.Whatsapp), SignedSecrets.Show(settings.Signed),
        MetaSecrets.Show(settings.Messenger), MetaSecrets.Show(settings.Instagram), ViberSecrets.Show(settings.Viber),
        VkSecrets.Show(settings.Vk), ChatwootSecrets.Show(settings.Chatwoot),
        settings.Origins);
}

internal sealed record RatingView(
    bool AskCustomer,
    bool AllowDuringConversation,
    bool CloseOnRating,
    TimeSpan? Window,
    RatingTexts Graphic,
    TypedTextsView Text)
{
    public static RatingView From(RatingSettings settings) => new(
        settings.AskCustomer, settings.AllowDuringConversation, settings.CloseOnRating, settings.Window,
        settings.Graphic,
        new TypedTextsView(
            settings.Text.Request, settings.Text.Liked, settings.Text.Disliked, settings.Text.TooLate,
            settings.AcceptTrailingComment));
}

internal sealed record TypedTextsView(
    string Request, string Liked, string Disliked, string TooLate, bool AcceptTrailingComment);

/// <summary>A row of the list of channels: for a viewer the name is all there is.</summary>
internal sealed record ChannelName(ChannelId Id, string Name);
