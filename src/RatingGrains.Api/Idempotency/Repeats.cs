using System.Buffers.Binary;
using System.Security.Cryptography;
using System.Text;
using Microsoft.Extensions.Primitives;
using RatingGrains.Api.Http;
using RatingGrains.Api.Keys;
using RatingGrains.Ports;

namespace RatingGrains.Api.Idempotency;

/// <summary>Answers a repeated POST as the first one was. Requests without an <c>Idempotency-Key</c> pass.</summary>
internal sealed class Repeats(RequestDelegate next, IIdempotencyStore store, ISecretBox box)
{
    private const string Header = "Idempotency-Key";
    private const int KeyLengthMax = 256;

    private static readonly Problem KeyReused = new(
        "idempotencyKeyReused", StatusCodes.Status409Conflict, "This key came before with another request.");

    private static readonly Problem AlreadyCreated = new(
        "alreadyCreated", StatusCodes.Status409Conflict, "It was made before, and what it is was shown then.");

    /// <summary>Two requests with one key must not run side by side. Strangers who share a gate wait.</summary>
    private readonly SemaphoreSlim[] _gates = [.. Enumerable.Range(0, 256).Select(_ => new SemaphoreSlim(1, 1))];

    public Task InvokeAsync(HttpContext context)
    {
        // Without a key or token nobody's repeats could be told from another's.
        if (!HttpMethods.IsPost(context.Request.Method) || Caller.Of(context) is UnknownCaller
            || !context.Request.Headers.TryGetValue(Header, out var keys))
            return next(context);
        return IsKey(keys)
            ? RunOnceAsync(context, Caller.Of(context).Id, keys[0]!)
            : Problem.Invalid(Header, $"Must be 1 to {KeyLengthMax} visible ASCII characters.").ExecuteAsync(context);
    }

    private async Task RunOnceAsync(HttpContext context, string caller, string key)
    {
        if (await BodyReader.BufferAsync(context.Request, context.RequestAborted) is not { } body)
        {
            await Problem.BodyTooLarge.ExecuteAsync(context);
            return;
        }
        var request = FingerprintOf(context.Request, body);
        var gate = _gates[(uint)HashCode.Combine(caller, key) % (uint)_gates.Length];
        await gate.WaitAsync(context.RequestAborted);
        try
        {
            if (await store.FindAsync(caller, key, context.RequestAborted) is { } answer)
                await RepeatAsync(context, request, answer);
            else
                await RunAsync(context, caller, key, request, body);
        }
        finally
        {
            gate.Release();
        }
    }

    private async Task RunAsync(HttpContext context, string caller, string key, long request, byte[] body)
    {
        CommandId.Set(context, caller, key);
        var original = context.Response.Body;
        using var captured = new MemoryStream();
        context.Request.Body = new MemoryStream(body);
        context.Response.Body = captured;
        try
        {
            await next(context);
        }
        finally
        {
            context.Response.Body = original;
        }
        var answer = captured.ToArray();
        if (IsFinal(context.Response.StatusCode))
            await store.SaveAsync(caller, key, ToStore(context, request, answer), CancellationToken.None);
        await original.WriteAsync(answer, context.RequestAborted);
    }

    private async Task RepeatAsync(HttpContext context, long request, StoredAnswer answer)
    {
        if (answer.Request != request)
        {
            await KeyReused.ExecuteAsync(context);
            return;
        }
        if (answer.Body is not { } body)
        {
            await AlreadyCreated.ExecuteAsync(context);
            return;
        }
        if (AnswersKept.Of(context) == AnswerKept.Sealed)
            body = Encoding.UTF8.GetBytes(box.Open(Encoding.UTF8.GetString(body)));
        var response = context.Response;
        response.StatusCode = answer.Status;
        if (answer.Location is { } location)
            response.Headers.Location = location;
        if (body.Length > 0)
            response.ContentType = answer.Status < 400 ? "application/json; charset=utf-8" : Problem.ContentType;
        await response.Body.WriteAsync(body, context.RequestAborted);
    }

    private StoredAnswer ToStore(HttpContext context, long request, byte[] body)
    {
        var stored = AnswersKept.Of(context) switch
        {
            AnswerKept.Not when context.Response.StatusCode < 400 => null,
            AnswerKept.Sealed => Encoding.UTF8.GetBytes(box.Seal(Encoding.UTF8.GetString(body))),
            _ => body,
        };
        string? location = context.Response.Headers.Location;
        return new StoredAnswer(request, context.Response.StatusCode, location, stored);
    }

    /// <summary>What was done stays done, and so does a refusal by the state; the rest may be tried again.</summary>
    private static bool IsFinal(int status) =>
        status is >= 200 and < 300 or StatusCodes.Status409Conflict or StatusCodes.Status410Gone;

    private static bool IsKey(StringValues keys) =>
        keys is [{ Length: > 0 and <= KeyLengthMax } key] && key.All(static c => c is > ' ' and < '\u007f');

    private static long FingerprintOf(HttpRequest request, byte[] body)
    {
        using var hash = IncrementalHash.CreateHash(HashAlgorithmName.SHA256);
        hash.AppendData(Encoding.UTF8.GetBytes($"{request.Method} {request.Path}{request.QueryString}\n"));
        hash.AppendData(body);
        return BinaryPrimitives.ReadInt64LittleEndian(hash.GetHashAndReset());
    }
}
