using RatingGrains.Agents;
using RatingGrains.Api.Keys;
using RatingGrains.Ports;

namespace RatingGrains.Api.Bitrix24.Access;

/// <summary>Who calls a method.</summary>
/// <param name="ByWebhook">Whether the proof is a webhook's, not an application's token.</param>
internal sealed record DoorCaller(KeyCaller Key, bool ByWebhook)
{
    /// <summary>An application's token is a connector's key; a webhook is none, whoever it belongs to.</summary>
    public bool IsApplication => !ByWebhook && Key.Role == ApiRole.Connector;

    public bool IsAdmin => Key.Role == ApiRole.Admin;

    public string Subject => Key.Key.Subject;

    /// <summary>As whom the caller takes and finishes conversations. A supervisor or an admin who is an agent too is the
    /// agent of the same name.</summary>
    public AgentId? AgentIn(IDirectory directory) =>
        Key.Agent ?? (Key.Role is ApiRole.Admin or ApiRole.Supervisor && AgentId.TryParse(Subject, out var id)
            && directory.Find(id) is not null ? id : null);

    /// <summary>A viewer sees figures only, and there is no method for them.</summary>
    public bool Has(string scope) => Scopes.Contains(scope);

    public IReadOnlyList<string> Scopes => Key.Role == ApiRole.Viewer ? DoorScopes.Least : DoorScopes.All;
}

/// <summary>Which methods belong together, by the original's names, and ours for what is ours.</summary>
internal static class DoorScopes
{
    /// <summary>For everybody with a key.</summary>
    public const string Basic = "";

    public const string User = "user";
    public const string OpenLines = "imopenlines";
    public const string Connectors = "imconnector";
    public const string Rating = "rating";

    public static readonly IReadOnlyList<string> Least = [Basic, User];
    public static readonly IReadOnlyList<string> All = [Basic, User, OpenLines, Connectors, Rating];
}
