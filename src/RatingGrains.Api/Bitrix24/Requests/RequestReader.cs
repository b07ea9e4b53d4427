using System.Text;
using System.Text.Json;
using System.Text.Unicode;
using Microsoft.AspNetCore.WebUtilities;
using Microsoft.Net.Http.Headers;
using RatingGrains.Api.Bitrix24.Answers;
using RatingGrains.Api.Http;

namespace RatingGrains.Api.Bitrix24.Requests;

/// <summary>Reads the parameters of a request: those of its query, and over them those of its body, whatever form that
/// has.</summary>
internal static class RequestReader
{
    public const int BytesMax = 4 * 1024 * 1024;
    private const int BoundaryMax = 200;

    private static readonly JsonDocumentOptions Json = new() { MaxDepth = BracketedForm.DepthMax };

    public static async Task<(Parameter Parameters, RestError? Error)> ReadAsync(
        HttpRequest request, CancellationToken cancellationToken)
    {
        var query = BracketedForm.Read(request.QueryString.Value.AsSpan().TrimStart('?'));
        if (query is null)
            return (Parameter.Nothing, RestError.TooManyFields);
        if (await BodyReader.BufferAsync(request, BytesMax, cancellationToken) is not { } bytes)
            return (Parameter.Nothing, RestError.TooLarge);
        if (bytes.Length == 0)
            return (query, null);
        var (body, error) = await ReadAsync(request.ContentType, bytes, cancellationToken);
        // Only the names of a query, which are few, are looked for in any case: a body may have thousands.
        var given = body.Children.Select(child => child.Key).ToHashSet(StringComparer.OrdinalIgnoreCase);
        foreach (var (name, _) in query.Children.Where(child => given.Contains(child.Key)).ToArray())
            query.Without(name);
        foreach (var (name, value) in body.Children)
            query.With(name, value);
        return (query, error);
    }

    private static async Task<(Parameter, RestError?)> ReadAsync(
        string? contentType, byte[] bytes, CancellationToken cancellationToken)
    {
        _ = MediaTypeHeaderValue.TryParse(contentType, out var type);
        if (type?.MediaType.EndsWith("json", StringComparison.OrdinalIgnoreCase) is true)
            return ReadJson(bytes);
        if (type?.MediaType.Equals("multipart/form-data", StringComparison.OrdinalIgnoreCase) is true)
            return await ReadPartsAsync(HeaderUtilities.RemoveQuotes(type.Boundary).Value, bytes, cancellationToken);
        return BracketedForm.Read(Encoding.UTF8.GetString(bytes)) is { } form
            ? (form, null)
            : (Parameter.Nothing, RestError.TooManyFields);
    }

    private static (Parameter, RestError?) ReadJson(byte[] bytes)
    {
        try
        {
            if (!Utf8.IsValid(bytes))
                return (Parameter.Nothing, RestError.NotJson);
            using var document = JsonDocument.Parse(bytes, Json);
            return document.RootElement.ValueKind switch
            {
                JsonValueKind.Object or JsonValueKind.Array => FieldsIn(document.RootElement) > BracketedForm.FieldsMax
                    ? (Parameter.Nothing, RestError.TooManyFields)
                    : (Parameter.Of(document.RootElement), null),
                JsonValueKind.Null => (Parameter.Nothing, null),
                _ => (Parameter.Nothing, RestError.NotJson),
            };
        }
        catch (Exception broken) when (broken is JsonException or InvalidOperationException)
        {
            // The second one is a text with half a surrogate pair.
            return (Parameter.Nothing, RestError.NotJson);
        }
    }

    /// <summary>As many as a form would have; what holds nothing is one too.</summary>
    private static int FieldsIn(JsonElement json) => json.ValueKind switch
    {
        JsonValueKind.Object => Math.Max(1, json.EnumerateObject().Sum(property => FieldsIn(property.Value))),
        JsonValueKind.Array => Math.Max(1, json.EnumerateArray().Sum(FieldsIn)),
        _ => 1,
    };

    /// <summary>Files are passed over: no method here takes one.</summary>
    private static async Task<(Parameter, RestError?)> ReadPartsAsync(
        string? boundary, byte[] bytes, CancellationToken cancellationToken)
    {
        if (boundary is null or { Length: 0 or > BoundaryMax })
            return (Parameter.Nothing, RestError.NotMultipart);
        var root = Parameter.Branch();
        try
        {
            var parts = new MultipartReader(boundary, new MemoryStream(bytes));
            for (var fields = 0; await parts.ReadNextSectionAsync(cancellationToken) is { } part; fields++)
            {
                if (part.AsFormDataSection() is not { } field)
                    continue;
                if (fields == BracketedForm.FieldsMax
                    || !BracketedForm.Put(root, field.Name, await field.GetValueAsync(cancellationToken)))
                    return (Parameter.Nothing, RestError.TooManyFields);
            }
            return (root, null);
        }
        catch (Exception broken) when (broken is IOException or InvalidDataException)
        {
            return (Parameter.Nothing, RestError.NotMultipart);
        }
    }
}
