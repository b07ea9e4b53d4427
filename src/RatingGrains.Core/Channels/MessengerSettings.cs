using System.Collections.Immutable;
using RatingGrains.Agents;

namespace RatingGrains.Channels;

// One record a messenger. Tokens and secrets are ciphertext, opened only where they are used; ids are plain.

/// <summary>A Telegram bot.</summary>
public sealed record TelegramSettings(string BotToken, string WebhookSecret);

/// <summary>A number, page or account of Meta's, and the app that speaks for it.</summary>
/// <param name="AccountId">WhatsApp's phone number id, the page's id, or the Instagram account's.</param>
/// <param name="AppSecret">Signs what Meta delivers.</param>
/// <param name="VerifyToken">What Meta says once, when the hook is set.</param>
public sealed record MetaSettings(string AccountId, string AccessToken, string AppSecret, string VerifyToken);

/// <summary>Whatever signs its messages with a secret that it shares with the channel.</summary>
public sealed record SignedSettings(string Secret);

/// <param name="SenderName">Whom the customer sees; not a secret.</param>
public sealed record ViberSettings(string AuthToken, string SenderName);

/// <param name="GroupId">The community's id; not a secret.</param>
/// <param name="Confirmation">What VK wants to read once, when the hook is set.</param>
public sealed record VkSettings(string GroupId, string AccessToken, string Secret, string Confirmation);

/// <summary>A Chatwoot installation whose conversations and survey answers are followed.</summary>
/// <param name="InboxId">The only inbox to follow; null: all of the account.</param>
/// <param name="Agents">Which of its agents is which of ours.</param>
/// <param name="LikeFrom">Of the survey's five faces, the first that means Like.</param>
public sealed record ChatwootSettings(
    string Secret, string? InboxId, ImmutableArray<ChatwootAgent> Agents, int LikeFrom);

/// <param name="Id">Chatwoot's.</param>
public sealed record ChatwootAgent(string Id, AgentId Agent);
