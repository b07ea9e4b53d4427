using System.Text.Json.Nodes;

namespace RatingGrains.Api.Bitrix24.Answers;

/// <summary>What a method answers: a result, or why there is none.</summary>
/// <param name="Next">Where the next page begins; null on the last one, and where there are no pages.</param>
/// <param name="Total">Of lists: how many there are in all; null where nobody wants them counted.</param>
internal sealed record RestReply(JsonNode? Result, RestError? Error = null, long? Next = null, long? Total = null)
{
    public static RestReply True => new(JsonValue.Create(true));

    public static RestReply False => new(JsonValue.Create(false));

    public static implicit operator RestReply(RestError error) => new(null, error);

    public static implicit operator RestReply(JsonNode result) => new(result);
}
