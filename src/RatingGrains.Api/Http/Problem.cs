using System.Diagnostics;
using System.Text.Json;
using System.Text.Json.Serialization;

namespace RatingGrains.Api.Http;

/// <summary>Why a request was not done, as <c>application/problem+json</c>.</summary>
internal sealed class Problem(string code, int status, string title, string? detail = null)
    : IResult, IStatusCodeHttpResult
{
    public const string ContentType = "application/problem+json";
    private const string UrnPrefix = "urn:rating-grains:";

    public static readonly Problem BodyTooLarge = new(
        "bodyTooLarge", StatusCodes.Status413PayloadTooLarge, "The body is too large.", "At most 256 KiB.");

    public static readonly Problem Unauthorized = new(
        "unauthorized", StatusCodes.Status401Unauthorized, "This needs a valid key.",
        "Send 'Authorization: Bearer <key>' with a key that is neither deleted nor expired.")
    { Challenge = true };

    public static readonly Problem Forbidden = new(
        "forbidden", StatusCodes.Status403Forbidden, "This is not yours to do.");

    public static readonly Problem NotFound = new(
        "notFound", StatusCodes.Status404NotFound, "There is nothing here that you may see.");

    public static readonly Problem TooManyRequests = new(
        "tooManyRequests", StatusCodes.Status429TooManyRequests, "Too many requests.", "Try again in a second.")
    { RetryAfterSeconds = 1 };

    public static readonly Problem StoreUnavailable = new(
        "storeUnavailable", StatusCodes.Status503ServiceUnavailable, "The store cannot keep anything now.",
        "Nothing was changed. Try again shortly.")
    { RetryAfterSeconds = 5 };

    public int Status => status;

    public string Code => code;

    int? IStatusCodeHttpResult.StatusCode => status;

    private IReadOnlyDictionary<string, List<string>>? Errors { get; init; }

    public int? RetryAfterSeconds { get; init; }

    private bool Challenge { get; init; }

    /// <summary>The same problem in words for whom it meets; as it is where there are none.</summary>
    public Problem Saying(string? words) => string.IsNullOrEmpty(words)
        ? this
        : new(code, status, title, words)
        { Errors = Errors, RetryAfterSeconds = RetryAfterSeconds, Challenge = Challenge };

    public static Problem Malformed(string detail) => new(
        "malformedBody", StatusCodes.Status400BadRequest, "The body cannot be read.", detail);

    public static Problem Invalid(FieldErrors errors) => new(
        "invalid", StatusCodes.Status422UnprocessableEntity, "Some fields are not as they must be.",
        "Each of them is named under 'errors'.")
    { Errors = errors.ByField };

    public static Problem Invalid(string field, string problem)
    {
        var errors = new FieldErrors();
        errors.Add(field, problem);
        return Invalid(errors);
    }

    public Task ExecuteAsync(HttpContext context)
    {
        var response = context.Response;
        response.StatusCode = status;
        if (Challenge)
            response.Headers.WWWAuthenticate = "Bearer";
        if (RetryAfterSeconds is { } seconds)
            response.Headers.RetryAfter = seconds.ToString();
        var traceId = Activity.Current?.Id ?? context.TraceIdentifier;
        var body = JsonSerializer.SerializeToUtf8Bytes(
            new ProblemBody(UrnPrefix + code, title, status, detail, Errors, traceId), ApiJson.Written.ProblemBody);
        response.ContentType = ContentType;
        response.ContentLength = body.Length;
        return response.Body.WriteAsync(body, context.RequestAborted).AsTask();
    }
}

/// <summary>RFC 9457, with the broken fields and the id by which the logs know the request.</summary>
internal sealed record ProblemBody(
    string Type,
    string Title,
    int Status,
    [property: JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)] string? Detail,
    [property: JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)]
    IReadOnlyDictionary<string, List<string>>? Errors,
    string TraceId);
