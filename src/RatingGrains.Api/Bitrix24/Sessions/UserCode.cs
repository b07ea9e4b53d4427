using RatingGrains.Api.Bitrix24.Access;
using RatingGrains.Channels;
using RatingGrains.Threads;

namespace RatingGrains.Api.Bitrix24.Sessions;

/// <summary>A thread as clients name it: <c>connector|line|chat|user</c>, where the line is a number.</summary>
internal static class UserCode
{
    private const string Prefix = "imol|";
    private const string LiveChat = "livechat";

    public static async ValueTask<string> OfAsync(
        ThreadId thread, DoorNumbers numbers, CancellationToken cancellationToken)
    {
        var line = await numbers.OfAsync(thread.Channel, cancellationToken);
        var parts = thread.Value.Split('|');
        return $"{NameOf(thread.Connector)}|{line}|{parts[2]}|{parts[3]}";
    }

    public static async ValueTask<ThreadId?> FindAsync(
        string? code, DoorNumbers numbers, CancellationToken cancellationToken)
    {
        if (code?.StartsWith(Prefix, StringComparison.OrdinalIgnoreCase) is true)
            code = code[Prefix.Length..];
        if (code?.Split('|') is not [var connector, var line, var chat, var user]
            || !long.TryParse(line, out var number)
            || await numbers.FindChannelAsync(number, cancellationToken) is not { } channel)
            return null;
        return ThreadId.TryParse($"{ConnectorOf(connector)}|{channel}|{chat}|{user}", out var thread) ? thread : null;
    }

    /// <summary>The connector by the name that clients know.</summary>
    public static string NameOf(ConnectorId connector) =>
        connector == RatingGrains.Channels.Connectors.LiveChat ? LiveChat : connector.Value;

    public static string ConnectorOf(string name) =>
        name.Equals(LiveChat, StringComparison.OrdinalIgnoreCase) ? RatingGrains.Channels.Connectors.LiveChat.Value : name;
}
