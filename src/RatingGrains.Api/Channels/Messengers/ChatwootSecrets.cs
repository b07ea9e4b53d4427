using System.Collections.Immutable;
using RatingGrains.Agents;
using RatingGrains.Api.Http;
using RatingGrains.Api.OpenApi;
using RatingGrains.Channels;
using RatingGrains.Ports;

namespace RatingGrains.Api.Channels.Messengers;

/// <summary>A Chatwoot installation whose conversations and survey answers are followed.</summary>
/// <param name="Secret">Of its webhook; Chatwoot signs with it.</param>
/// <param name="InboxId">The only inbox to follow; absent: all of the account.</param>
/// <param name="Agents">Which of its agents is which of ours; what others write there is not attributed.</param>
/// <param name="LikeFrom">Of the survey's five faces, the first that means Like; 4 where absent.</param>
internal sealed record ChatwootSecrets(
    string Secret, string? InboxId, ImmutableArray<ChatwootAgentBody>? Agents, int? LikeFrom) : IPartOfRequest
{
    private const int SecretMax = 256;
    private const int AgentsMax = 10_000;
    private const int IdMax = 20;
    private const int LikeFromDefault = 4;

    public static ChatwootSecrets Read(Fields fields) => new(
        fields["secret"].Required().Text(SecretMax, min: 1) ?? "",
        fields["inboxId"].Text(IdMax, min: 1),
        [.. (fields["agents"].List(AgentsMax, ReadAgent) ?? []).Select(one => new ChatwootAgentBody(one.Id, one.Agent))],
        (int?)fields["likeFrom"].WholeNumber(1, 5));

    public static ChatwootSecrets? Show(ChatwootSettings? settings) => settings is null
        ? null
        : new(
            Messengers.Secret.Shown, settings.InboxId,
            [.. settings.Agents.Select(one => new ChatwootAgentBody(one.Id, one.Agent))], settings.LikeFrom);

    /// <summary>Null where the secret is to stay as it is and there is none.</summary>
    public ChatwootSettings? Seal(ChatwootSettings? current, ISecretBox box) =>
        Messengers.Secret.Seal(Secret, current?.Secret, box) is { } secret
            ? new ChatwootSettings(
                secret, InboxId, [.. (Agents ?? []).Select(one => new ChatwootAgent(one.Id, one.AgentId))],
                LikeFrom ?? LikeFromDefault)
            : null;

    private static (string Id, AgentId Agent)? ReadAgent(Field field) =>
        field.Object(static agent => new ChatwootAgentBody(
            agent["id"].Required().Text(IdMax, min: 1) ?? "",
            agent["agentId"].Required().Id<AgentId>() ?? default)) is { } read
            ? (read.Id, read.AgentId)
            : null;
}

/// <param name="Id">Chatwoot's.</param>
internal sealed record ChatwootAgentBody(string Id, AgentId AgentId);
