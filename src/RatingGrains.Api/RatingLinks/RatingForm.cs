using Microsoft.AspNetCore.WebUtilities;
using Microsoft.Net.Http.Headers;
using RatingGrains.Api.Http;
using RatingGrains.Channels;
using RatingGrains.Conversations;

namespace RatingGrains.Api.RatingLinks;

/// <summary>What the page's form says.</summary>
/// <param name="Comment">Null: nothing was said of it, so it stays.</param>
internal sealed record RatingForm(RatingValue? Value, string? Comment)
{
    public const string ValueField = "value";
    public const string CommentField = "comment";

    private const string ContentType = "application/x-www-form-urlencoded";
    private const int FieldsMax = 8;

    private static readonly RatingForm Empty = new(null, null);

    /// <returns>What could be read, and what is wrong with it.</returns>
    public static async ValueTask<(RatingForm Form, FormProblem? Problem)> ReadAsync(
        HttpRequest request, CancellationToken cancellationToken)
    {
        if (!MediaTypeHeaderValue.TryParse(request.ContentType, out var type)
            || !type.MediaType.Equals(ContentType, StringComparison.OrdinalIgnoreCase))
            return (Empty, FormProblem.NoForm);
        if (await BodyReader.BufferAsync(request, cancellationToken) is not { } body)
            return (Empty, FormProblem.TooLarge);
        try
        {
            using var reader = new FormReader(new MemoryStream(body))
            {
                ValueCountLimit = FieldsMax,
                ValueLengthLimit = BodyReader.BytesMax,
            };
            return Read(new FormCollection(await reader.ReadFormAsync(cancellationToken)));
        }
        catch (InvalidDataException)
        {
            return (Empty, FormProblem.NoForm);
        }
    }

    private static (RatingForm, FormProblem?) Read(FormCollection fields)
    {
        // Browsers break lines in two characters, everything else in one.
        var comment = fields[CommentField] is [{ } text] ? text.ReplaceLineEndings("\n").Trim() : null;
        if (fields[ValueField] is not [{ } chosen] || !Wire<RatingValue>.TryParse(chosen, out var value))
            return (new(null, comment), FormProblem.NothingChosen);
        var isTooLong = comment?.Length > RatingWords.CommentMax
            && ChannelRules.LengthAsSeen(comment) > RatingWords.CommentMax;
        return (new(value, comment), isTooLong ? FormProblem.CommentTooLong : null);
    }
}

/// <param name="Says">What the customer is told of it.</param>
internal sealed record FormProblem(int Status, Func<PageWords, string> Says)
{
    public static readonly FormProblem NoForm = new(
        StatusCodes.Status415UnsupportedMediaType, static words => words.Choose);

    public static readonly FormProblem TooLarge = new(
        StatusCodes.Status413PayloadTooLarge, static words => words.CommentTooLong);

    public static readonly FormProblem NothingChosen = new(
        StatusCodes.Status422UnprocessableEntity, static words => words.Choose);

    public static readonly FormProblem CommentTooLong = new(
        StatusCodes.Status422UnprocessableEntity, static words => words.CommentTooLong);
}
