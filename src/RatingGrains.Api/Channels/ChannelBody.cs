using System.Collections.Immutable;
using RatingGrains.Agents;
using RatingGrains.Api.Channels.Messengers;
using RatingGrains.Api.OpenApi;
using RatingGrains.Channels;

namespace RatingGrains.Api.Channels;

// Only the OpenAPI document is made from these: what is read is a ChannelRequest, because for a window or a silence
// "absent" and "null" say different things.

/// <summary>A channel's settings. All but the name may be left out and takes its default then.</summary>
internal sealed record ChannelBody(
    ChannelId? Id,
    string Name,
    bool? Active,
    string? Locale,
    ImmutableArray<AgentId>? Agents,
    bool? AgentsSeeRatings,
    RatingBody? Rating,
    ClosingBody? Closing,
    TelegramSecrets? Telegram,
    MetaSecrets? Whatsapp,
    SignedSecrets? Signed,
    MetaSecrets? Messenger,
    MetaSecrets? Instagram,
    ViberSecrets? Viber,
    VkSecrets? Vk,
    ChatwootSecrets? Chatwoot,
    ImmutableArray<string>? Origins) : IPartOfRequest;

/// <param name="Window">How long a rating is taken; null: until the customer starts another conversation.</param>
internal sealed record RatingBody(
    bool? AskCustomer,
    bool? AllowDuringConversation,
    bool? CloseOnRating,
    TimeSpan? Window,
    TextsBody? Graphic,
    TypedTextsBody? Text) : IPartOfRequest;

/// <summary>Phrases of at most 100 characters each. An empty one sends nothing.</summary>
internal sealed record TextsBody(string? Request, string? Liked, string? Disliked, string? TooLate) : IPartOfRequest;

/// <param name="Request">Holds the digits 1 and 0, each standing alone.</param>
/// <param name="AcceptTrailingComment">Whether <c>1 thank you</c> is a rating too.</param>
internal sealed record TypedTextsBody(
    string? Request, string? Liked, string? Disliked, string? TooLate, bool? AcceptTrailingComment) : IPartOfRequest;

/// <param name="AfterFinish">PT10M where absent.</param>
/// <param name="AfterSilence">PT4H where absent; null is never.</param>
internal sealed record ClosingBody(TimeSpan? AfterFinish, TimeSpan? AfterSilence) : IPartOfRequest;
