using System.Buffers;
using System.Text.Json;
using System.Text.Unicode;
using RatingGrains.Api.Keys;

namespace RatingGrains.Api.Http;

/// <summary>Reads a body from the connection's own buffer, parses it once, and reports all that is wrong.</summary>
internal static class BodyReader
{
    public const int BytesMax = 256 * 1024;
    private const int DepthMax = 32;

    private static readonly byte[] EmptyObject = "{}"u8.ToArray();

    private static readonly JsonDocumentOptions Strict =
        new() { MaxDepth = DepthMax, AllowDuplicateProperties = false, AllowTrailingCommas = false };

    public static async ValueTask<(T? Value, Problem? Problem)> ReadAsync<T>(
        HttpRequest request, Caller caller, CancellationToken cancellationToken) where T : IRequest<T>
    {
        if (await FillAsync(request, BytesMax, cancellationToken) is not { } buffer)
            return (default, Problem.BodyTooLarge);
        try
        {
            return Parse<T>(buffer, caller);
        }
        finally
        {
            request.BodyReader.AdvanceTo(buffer.End);
        }
    }

    /// <summary>The whole body as bytes; null where it is too large.</summary>
    public static ValueTask<byte[]?> BufferAsync(HttpRequest request, CancellationToken cancellationToken) =>
        BufferAsync(request, BytesMax, cancellationToken);

    public static async ValueTask<byte[]?> BufferAsync(
        HttpRequest request, int bytesMax, CancellationToken cancellationToken)
    {
        if (await FillAsync(request, bytesMax, cancellationToken) is not { } buffer)
            return null;
        var bytes = buffer.ToArray();
        request.BodyReader.AdvanceTo(buffer.End);
        return bytes;
    }

    /// <summary>Waits until the whole body is in the connection's buffer; the caller lets go of it.</summary>
    private static async ValueTask<ReadOnlySequence<byte>?> FillAsync(
        HttpRequest request, int bytesMax, CancellationToken cancellationToken)
    {
        if (request.ContentLength > bytesMax)
            return null;
        var pipe = request.BodyReader;
        while (true)
        {
            var read = await pipe.ReadAsync(cancellationToken);
            if (read.Buffer.Length > bytesMax)
            {
                pipe.AdvanceTo(read.Buffer.End);
                return null;
            }
            if (read.IsCompleted)
                return read.Buffer;
            pipe.AdvanceTo(read.Buffer.Start, read.Buffer.End);
        }
    }

    private static (T? Value, Problem? Problem) Parse<T>(in ReadOnlySequence<byte> buffer, Caller caller)
        where T : IRequest<T>
    {
        ReadOnlyMemory<byte> bytes = buffer.IsSingleSegment ? buffer.First : buffer.ToArray();
        if (bytes.IsEmpty && T.MayBeAbsent)
            bytes = EmptyObject;
        if (!Utf8.IsValid(bytes.Span))
            return (default, Problem.Malformed("The body is not UTF-8."));
        try
        {
            if (bytes.Span.IndexOf("\\u"u8) >= 0 && HasLoneSurrogate(bytes.Span))
                return (default, Problem.Malformed("The body has a lone surrogate, which is no Unicode text."));
            using var document = JsonDocument.Parse(bytes, Strict);
            if (document.RootElement.ValueKind != JsonValueKind.Object)
                return (default, Problem.Malformed("The body must be a JSON object."));
            var errors = new FieldErrors();
            var value = Fields.Read(errors, caller, document.RootElement, T.Read);
            return errors.Any ? (default, Problem.Invalid(errors)) : (value, null);
        }
        catch (JsonException)
        {
            return (default, Problem.Malformed(
                $"The body is not a JSON object of at most {DepthMax} levels in which each field appears once."));
        }
    }

    /// <summary>The parser takes <c>\ud800</c> for a text; only reading the text would show that it is none.</summary>
    private static bool HasLoneSurrogate(ReadOnlySpan<byte> json)
    {
        var reader = new Utf8JsonReader(json, new JsonReaderOptions { MaxDepth = DepthMax });
        while (reader.Read())
        {
            if (reader.TokenType is not (JsonTokenType.String or JsonTokenType.PropertyName) || !reader.ValueIsEscaped)
                continue;
            try
            {
                _ = reader.GetString();
            }
            catch (InvalidOperationException)
            {
                return true;
            }
        }
        return false;
    }
}
