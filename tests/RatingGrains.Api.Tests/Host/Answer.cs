using System.Net;
using System.Text.Json;

namespace RatingGrains.Api.Host;

/// <summary>What the API answered.</summary>
/// <param name="Body">Undefined where there was none.</param>
internal sealed record Answer(HttpStatusCode Status, JsonElement Body, HttpResponseMessage Message)
{
    /// <summary>The body of an answer that must be a good one.</summary>
    public JsonElement Good
    {
        get
        {
            Assert.True((int)Status is >= 200 and < 300, $"{(int)Status}: {Body}");
            return Body;
        }
    }

    /// <summary>The page's items, of an answer that must be a good one.</summary>
    public JsonElement[] Items => [.. Good.GetProperty("items").EnumerateArray()];

    public string? NextCursor => Good.GetProperty("nextCursor").GetString();

    /// <summary>The code of a problem, as its type names it.</summary>
    public string Code
    {
        get
        {
            Assert.Equal("application/problem+json", Message.Content.Headers.ContentType?.MediaType);
            Assert.Equal((int)Status, Body.GetProperty("status").GetInt32());
            Assert.NotEmpty(Body.GetProperty("traceId").GetString()!);
            return Body.GetProperty("type").GetString()!["urn:rating-grains:".Length..];
        }
    }

    /// <summary>Which fields were named as broken.</summary>
    public IEnumerable<string> BrokenFields => Body.GetProperty("errors").EnumerateObject().Select(broken => broken.Name);

    public Answer Is(HttpStatusCode expected)
    {
        Assert.True(Status == expected, $"Expected {(int)expected}, got {(int)Status}: {Body}");
        return this;
    }

    public static async Task<Answer> ReadAsync(HttpResponseMessage message)
    {
        var bytes = await message.Content.ReadAsByteArrayAsync();
        var isJson = message.Content.Headers.ContentType?.MediaType?.EndsWith("json", StringComparison.Ordinal) == true;
        var body = isJson && bytes.Length > 0 ? JsonDocument.Parse(bytes).RootElement : default;
        return new Answer(message.StatusCode, body, message);
    }
}
