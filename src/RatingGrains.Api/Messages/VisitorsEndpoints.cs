using System.Text;
using Microsoft.AspNetCore.Http.HttpResults;
using RatingGrains.Api.Http;
using RatingGrains.Api.Idempotency;
using RatingGrains.Api.Keys;
using RatingGrains.Channels;
using RatingGrains.Ports;
using RatingGrains.Threads;

namespace RatingGrains.Api.Messages;

internal static class VisitorsEndpoints
{
    private static readonly TimeSpan Lifetime = TimeSpan.FromDays(30);
    private const int IdBytes = 16;

    public static void MapVisitors(this IEndpointRouteBuilder api) =>
        api.MapPost("/channels/{channelId}/visitors", Start).By(Rights.StartChat).Keeps(AnswerKept.Sealed)
            .WithTags("Messages").WithName("StartChat")
            .WithSummary("A web page starts a live chat: a token for a thread of its own.");

    private static Results<Created<TokenView>, Problem> Start(
        ChannelId channelId, Body<VisitorRequest> body, HttpContext context, IDirectory directory,
        CustomerTokens tokens, TimeProvider clock)
    {
        if (directory.Find(channelId) is not { } channel)
            return Problem.NotFound;
        if (!PageOrigins.IsListed(context.Request, channel))
            return PageOrigins.NotListed;
        if (body.Problem is { } problem)
            return problem;
        var thread = ThreadId.Of(
            Connectors.LiveChat, channelId,
            ChatId.Parse(NewKey.Random(IdBytes)), CustomerId.Parse(NewKey.Random(IdBytes)));
        var expiresAt = clock.GetUtcNow() + Lifetime;
        return TypedResults.Created(
            $"/api/v1/channels/{channelId}/events",
            new TokenView(tokens.For(thread, body.Value.Name, expiresAt), expiresAt));
    }
}

/// <param name="Name">How agents shall call the visitor.</param>
/// <param name="Locale">The page's language. The channel speaks its own all the same.</param>
internal sealed record VisitorRequest(string? Name, string? Locale) : IRequest<VisitorRequest>
{
    private const int NameMax = 200;
    private const int LocaleMax = 35;

    /// <summary>The token carries the name, and has to fit into a header.</summary>
    private const int NameBytesMax = 1_024;

    public static bool MayBeAbsent => true;

    public static VisitorRequest Read(Fields fields)
    {
        var name = fields["name"].Text(NameMax);
        if (name is not null && Encoding.UTF8.GetByteCount(name) > NameBytesMax)
            fields.Report("name", $"At most {NameBytesMax} bytes of UTF-8.");
        return new(name, fields["locale"].Text(LocaleMax));
    }
}

internal sealed record TokenView(string Token, DateTimeOffset ExpiresAt);
