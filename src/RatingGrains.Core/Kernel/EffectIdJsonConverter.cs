using System.Text.Json;
using System.Text.Json.Serialization;

namespace RatingGrains.Kernel;

internal sealed class EffectIdJsonConverter : JsonConverter<EffectId>
{
    public override EffectId Read(ref Utf8JsonReader reader, Type typeToConvert, JsonSerializerOptions options) =>
        EffectId.TryParse(reader.GetString(), out var id) ? id : throw new JsonException("Not an effect id.");

    public override void Write(Utf8JsonWriter writer, EffectId value, JsonSerializerOptions options) =>
        writer.WriteStringValue(value.ToString());
}
