using System.Text.Json;
using System.Text.Json.Nodes;
using System.Text.Json.Serialization.Metadata;

namespace RatingGrains.Json;

/// <summary>Writes and reads as storage does.</summary>
internal static class Stored
{
    public static string Write<T>(T value) => JsonSerializer.Serialize(value, Info<T>());

    public static T Read<T>(string json) => JsonSerializer.Deserialize(json, Info<T>())!;

    public static T Again<T>(T value) => Read<T>(Write(value));

    /// <summary>Everything that is in <paramref name="stored"/> is in <paramref name="written"/> too; a later version may
    /// write more.</summary>
    public static void KeepsAll(JsonNode? stored, JsonNode? written, string path = "$")
    {
        switch (stored, written)
        {
            case (JsonObject before, JsonObject after):
                foreach (var (name, value) in before)
                    KeepsAll(value, after[name], $"{path}.{name}");
                break;
            case (JsonArray before, JsonArray after) when before.Count == after.Count:
                for (var i = 0; i < before.Count; i++)
                    KeepsAll(before[i], after[i], $"{path}[{i}]");
                break;
            default:
                Assert.True(JsonNode.DeepEquals(stored, written), $"{path} was {stored?.ToJsonString()}, is {written?.ToJsonString()}");
                break;
        }
    }

    private static JsonTypeInfo<T> Info<T>() =>
        (JsonTypeInfo<T>?)CoreJson.Default.GetTypeInfo(typeof(T))
        ?? throw new InvalidOperationException($"{typeof(T)} is not stored.");
}
