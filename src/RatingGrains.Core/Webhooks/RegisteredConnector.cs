namespace RatingGrains.Webhooks;

/// <summary>A connector that an application of Bitrix24's clients has brought. Names here are stored.</summary>
/// <param name="Owner">Whose key registered it.</param>
/// <param name="ByChat">Whether a dialogue is a chat, with whoever writes in it, and not a user.</param>
/// <param name="Unsigned">Whether an agent's message comes without the agent's name before it.</param>
public sealed record RegisteredConnector(string Name, string Owner, bool ByChat, bool Unsigned = false);
