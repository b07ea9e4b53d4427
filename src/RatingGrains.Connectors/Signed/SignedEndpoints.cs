using System.Text.Json;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.AspNetCore.Routing;
using RatingGrains.Channels;
using RatingGrains.Connectors.Hooks;
using RatingGrains.Threads;

namespace RatingGrains.Connectors.Signed;

/// <summary>Takes messages of an own sender that has no key here but a secret that it signs with. What is said to its
/// customers leaves by the channel's event stream.</summary>
internal static class SignedEndpoints
{
    private const string SignatureHeader = "X-Signature";
    private const string TimestampHeader = "X-Timestamp";

    private static readonly HookKind<SignedSettings> Kind = new(
        settings => settings.Signed,
        settings => settings.Secret,
        (request, body, secret, now) => Proof.IsTimedSignature(
            Proof.AfterSha256(request.Headers[SignatureHeader].ToString()), secret,
            request.Headers[TimestampHeader].ToString(), body.Span, now));

    public static IEndpointRouteBuilder MapSigned(this IEndpointRouteBuilder routes)
    {
        routes.MapHook("signed", TakeAsync)
            .WithName("TakeSignedMessages")
            .WithSummary("Takes one or many messages of an own sender.")
            .WithDescription(
                $"Signed: `{SignatureHeader}: sha256=` and the HMAC-SHA256 of `{{timestamp}}.{{raw body}}`, with"
                + $" `{TimestampHeader}` in seconds since 1970, at most five minutes off.")
            .ProducesProblem(StatusCodes.Status422UnprocessableEntity);
        return routes;
    }

    private static async Task<Results<Ok<SignedReceipts>, ProblemHttpResult>> TakeAsync(
        string channelId, HttpContext context, HookDoor door, HookIntake intake, CancellationToken cancellationToken)
    {
        using var delivery = await door.OpenAsync(Kind, channelId, context, cancellationToken);
        if (!delivery.IsGood)
            return delivery.Problem;
        var errors = new Dictionary<string, string[]>();
        var heard = SignedTranslation.Read(delivery.Channel, delivery.Body, errors);
        if (errors.Count > 0)
            return HookProblems.Invalid(context, errors);
        if (await intake.ReceiveAsync(heard, cancellationToken) is not { } receipts)
            return HookProblems.Unavailable(context);
        return TypedResults.Ok(
            new SignedReceipts([.. heard.Zip(receipts, (one, receipt) => SignedReceipt.From(one.Message, receipt))]));
    }
}

/// <summary>What became of each message, in the order they were sent in.</summary>
internal sealed record SignedReceipts(SignedReceipt[] Results);

/// <param name="Outcome">As <c>POST …/messages</c> names it.</param>
/// <param name="Refusal">Why it was not taken; null where it was.</param>
internal sealed record SignedReceipt(string MessageId, string? ConversationId, string Outcome, string? Refusal)
{
    public static SignedReceipt From(InboundMessage message, MessageReceipt receipt) => new(
        message.Id.Value, receipt.Conversation?.Value, JsonNamingPolicy.CamelCase.ConvertName($"{receipt.Outcome}"),
        receipt.Refusal is { } refusal ? JsonNamingPolicy.CamelCase.ConvertName($"{refusal}") : null);
}
