namespace RatingGrains.Api.Bitrix24.Answers;

/// <summary>Why something was not done, in the original's codes.</summary>
/// <param name="Argument">Which one, where the code is about an argument.</param>
internal sealed record RestError(int Status, string Code, string Description, string? Argument = null)
{
    public static readonly RestError MethodNotFound = new(404, "ERROR_METHOD_NOT_FOUND", "Method not found!");
    public static readonly RestError NoAuthFound = new(401, "NO_AUTH_FOUND", "Wrong authorization data");
    public static readonly RestError InvalidCredentials = new(401, "INVALID_CREDENTIALS", "Invalid request credentials");
    public static readonly RestError InvalidToken = new(401, "invalid_token", "Unable to get application by token");
    public static readonly RestError ExpiredToken = new(401, "expired_token", "The access token provided has expired.");
    public static readonly RestError HttpsRequired = new(401, "INVALID_REQUEST", "Https required.");

    public static readonly RestError InsufficientScope = new(
        401, "insufficient_scope", "The request requires higher privileges than provided by the webhook token");

    public static readonly RestError WrongAuthType = new(
        403, "WRONG_AUTH_TYPE",
        "Current authorization type is denied for this method Application context required");

    public static readonly RestError AccessDenied403 = new(403, "ACCESS_DENIED", "Access denied!");
    public static readonly RestError AccessDenied = new(400, "ACCESS_DENIED", "You do not have access to the specified dialog");
    public static readonly RestError QueryLimit = new(503, "QUERY_LIMIT_EXCEEDED", "Too many requests");
    public static readonly RestError Overload = new(503, "OVERLOAD_LIMIT", "The store cannot keep anything now; nothing was changed.");
    public static readonly RestError Internal = new(500, "INTERNAL_SERVER_ERROR", "Internal server error");
    public static readonly RestError TooLarge = new(413, "ERROR_CORE", "The body is too large: at most 4 MiB.");
    public static readonly RestError NotJson = Core("The body is not a JSON object of Unicode text with at most 32 levels.");
    public static readonly RestError NotMultipart = Core("The body is not multipart/form-data.");
    public static readonly RestError TooManyFields = Core("At most 10000 fields, each at most 32 levels deep.");
    public static readonly RestError BatchTooLong = new(400, "ERROR_BATCH_LENGTH_EXCEEDED", "Max batch length exceeded");
    public static readonly RestError NotInBatch = new(400, "ERROR_BATCH_METHOD_NOT_ALLOWED", "Method is not allowed for batch usage");

    public static RestError Core(string description) => new(400, "ERROR_CORE", description);

    public static RestError Missing(string argument) =>
        new(400, "ERROR_ARGUMENT", $"Argument '{argument}' is null or empty", argument);

    public static RestError Invalid(string argument, string problem) =>
        new(400, "ERROR_ARGUMENT", $"Argument '{argument}': {problem}", argument);
}
