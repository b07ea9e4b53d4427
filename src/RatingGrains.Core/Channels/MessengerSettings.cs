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

/// <summary>What clients of Bitrix24 have said of the channel, which is a line to them, and ratings do not need.</summary>
/// <param name="Fields">A JSON object: other settings of a line, kept to be read again.</param>
/// <param name="Connectors">What may send messages through their door.</param>
/// <param name="Deleted">They have deleted the line: it stays inactive, and they see it no more.</param>
public sealed record Bitrix24Settings(
    string Fields, ImmutableArray<Bitrix24Connector> Connectors, bool Deleted = false);

/// <param name="ByChat">Whether a dialogue is a chat, with whoever writes in it, and not a user.</param>
/// <param name="Data">A JSON object: where the connector says that it can be reached.</param>
public sealed record Bitrix24Connector(ConnectorId Id, bool Active, bool ByChat, string? Data);
