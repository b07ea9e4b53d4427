using System.Text.Json;

namespace RatingGrains.Api.OpenId;

/// <summary>What a token says, read by the names that the settings give.</summary>
internal static class OpenIdClaims
{
    /// <param name="name">A claim's name, or where there is none of that name a way into objects, like
    /// <c>realm_access.roles</c>.</param>
    /// <returns>Its text, or each text of its list; nothing where it is absent or something else.</returns>
    public static IEnumerable<string> Of(JsonElement payload, string name) => Find(payload, name) switch
    {
        { ValueKind: JsonValueKind.String } text => [text.GetString()!],
        { ValueKind: JsonValueKind.Array } list => list.EnumerateArray()
            .Where(item => item.ValueKind == JsonValueKind.String).Select(item => item.GetString()!),
        _ => [],
    };

    private static JsonElement Find(JsonElement payload, string name)
    {
        // Some providers name claims by addresses, which have dots of their own.
        if (payload.TryGetProperty(name, out var claim))
            return claim;
        var found = payload;
        foreach (var step in name.Split('.'))
        {
            if (found.ValueKind != JsonValueKind.Object || !found.TryGetProperty(step, out found))
                return default;
        }
        return found;
    }
}
