using System.Net;
using System.Text.Json;

namespace RatingGrains.Api.Bitrix24;

/// <summary>What the door answered.</summary>
internal sealed record RestReply(HttpStatusCode Status, JsonElement Body, string ContentType, string Text)
{
    /// <summary>Of an answer that must be a good one.</summary>
    public JsonElement Result
    {
        get
        {
            Assert.True(Status == HttpStatusCode.OK, $"{(int)Status}: {Text}");
            Assert.Equal(JsonValueKind.Object, Body.GetProperty("time").ValueKind);
            return Body.GetProperty("result");
        }
    }

    /// <summary>The code of an answer that must be a refusal.</summary>
    public string Error
    {
        get
        {
            Assert.True((int)Status >= 400, $"{(int)Status}: {Text}");
            Assert.False(Body.TryGetProperty("result", out _));
            Assert.False(Body.TryGetProperty("time", out _));
            Assert.NotEmpty(Body.GetProperty("error_description").GetString()!);
            return Body.GetProperty("error").GetString()!;
        }
    }

    /// <summary>Null where there is no next page.</summary>
    public long? Next => Body.TryGetProperty("next", out var next) ? next.GetInt64() : null;

    public static async Task<RestReply> ReadAsync(HttpResponseMessage message)
    {
        var text = await message.Content.ReadAsStringAsync();
        var type = message.Content.Headers.ContentType?.ToString() ?? "";
        var body = type.StartsWith("application/json", StringComparison.Ordinal) ? JsonDocument.Parse(text).RootElement : default;
        return new RestReply(message.StatusCode, body, type, text);
    }
}
