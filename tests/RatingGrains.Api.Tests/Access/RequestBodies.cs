namespace RatingGrains.Api.Access;

/// <summary>The least that each route takes, so that nothing but the caller decides the answer.</summary>
internal static class RequestBodies
{
    private static int _messages;

    public static object? For(AccessRow row) => row.Path switch
    {
        "keys" => new { role = "viewer", subject = "new" },
        "agents/{agentId}" => new { name = "Anna", team = "support" },
        "channels/{channelId}" => new
        {
            name = "Web",
            agents = new[] { "anna", "carl" },
            origins = new[] { AccessWorld.Origin },
        },
        "channels/{channelId}/messages" => new
        {
            connector = "telegram",
            chatId = "1",
            userId = "1",
            messageId = $"a{Interlocked.Increment(ref _messages)}",
            text = "Hello",
        },
        "channels/{channelId}/events/{eventId}/result" => new { messageId = "17" },
        "conversations/{id}/accept" => new { agentId = "anna" },
        "conversations/{id}/messages" => new { agentId = "anna", text = "Hello" },
        "conversations/{id}/transfer" => new { agentId = "carl" },
        "conversations/{id}/customer-rating" => new { value = "like" },
        "conversations/{id}/supervisor-rating" => new { stars = 5 },
        "agents/{agentId}/notifications/read" => new { upTo = 1 },
        "webhooks" => new { url = "https://crm.example/hook", events = new[] { "*" } },
        _ => null,
    };
}
