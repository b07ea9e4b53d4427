using System.Diagnostics;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.HttpResults;

namespace RatingGrains.Connectors.Hooks;

/// <summary>Refusals of a hook, in the API's shape of a problem.</summary>
internal static class HookProblems
{
    public static ProblemHttpResult ChannelUnknown(HttpContext context) => Of(
        context, StatusCodes.Status404NotFound, "channelUnknown", "There is no such channel here.",
        "The channel must exist and have the settings of this messenger.");

    public static ProblemHttpResult Unauthorized(HttpContext context) => Of(
        context, StatusCodes.Status401Unauthorized, "unauthorized", "This needs the messenger's proof.",
        "It is missing or wrong.");

    public static ProblemHttpResult NotJson(HttpContext context) => Of(
        context, StatusCodes.Status400BadRequest, "malformedBody", "The body cannot be read.", "It is not a JSON object.");

    public static ProblemHttpResult TooLarge(HttpContext context) => Of(
        context, StatusCodes.Status413PayloadTooLarge, "bodyTooLarge", "The body is too large.", "At most 4 MiB.");

    public static ProblemHttpResult NotAnUpdate(HttpContext context, string? field) => Invalid(
        context,
        new Dictionary<string, string[]> { [field?.TrimStart('$', '.') ?? ""] = ["Not as the messenger documents it."] });

    /// <param name="errors">What is wrong, by field.</param>
    public static ProblemHttpResult Invalid(HttpContext context, IDictionary<string, string[]> errors) => Of(
        context, StatusCodes.Status422UnprocessableEntity, "invalid", "Some fields are not as they must be.",
        "Each of them is named under 'errors'.", errors);

    public static ProblemHttpResult Forbidden(HttpContext context) => Of(
        context, StatusCodes.Status403Forbidden, "forbidden", "The token is not the one that was agreed on.",
        "It is the channel's verifyToken.");

    /// <summary>The messenger is to deliver it again.</summary>
    public static ProblemHttpResult Unavailable(HttpContext context)
    {
        context.Response.Headers.RetryAfter = "5";
        return Of(
            context, StatusCodes.Status503ServiceUnavailable, "storeUnavailable", "The store cannot keep anything now.",
            "Nothing was changed. Try again shortly.");
    }

    private static ProblemHttpResult Of(
        HttpContext context, int status, string code, string title, string detail,
        IDictionary<string, string[]>? errors = null)
    {
        var extensions = new Dictionary<string, object?>
        {
            ["traceId"] = Activity.Current?.Id ?? context.TraceIdentifier,
        };
        if (errors is not null)
            extensions["errors"] = errors;
        return TypedResults.Problem(detail, null, status, title, $"urn:rating-grains:{code}", extensions);
    }
}
