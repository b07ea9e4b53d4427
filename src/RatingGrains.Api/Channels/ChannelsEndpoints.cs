using Microsoft.AspNetCore.Http.HttpResults;
using RatingGrains.Api.Channels.Messengers;
using RatingGrains.Api.Http;
using RatingGrains.Api.Keys;
using RatingGrains.Api.OpenApi;
using RatingGrains.Channels;
using RatingGrains.Ports;

namespace RatingGrains.Api.Channels;

internal static class ChannelsEndpoints
{
    public static void MapChannels(this IEndpointRouteBuilder api)
    {
        var channels = api.MapGroup("/channels").WithTags("Channels");
        channels.MapPut("/{channelId}", PutAsync).By(Rights.Administer).WithName("PutChannel")
            .Takes(QueryParameter.IfMatch, QueryParameter.IfNoneMatch).MayRefuse(Refusal.ByVersion)
            .WithSummary("Replaces a channel's settings; what is absent takes its default.");
        channels.MapGet("/{channelId}", Get).By(Rights.ReadChannels).WithName("GetChannel").WithSummary("One channel.");
        channels.MapGet("/", List).By(Rights.ReadChannels).TakesPages().WithName("ListChannels")
            .WithSummary("The channels that one may see, by id.");
    }

    private static async Task<Results<Ok<ChannelView>, Created<ChannelView>, Problem>> PutAsync(
        string channelId, Body<ChannelRequest> body, HttpContext context, IRatingEngine engine, IDirectory directory,
        ISecretBox box, CancellationToken cancellationToken)
    {
        if (!ChannelId.TryParse(channelId, out var id))
            return Problem.Invalid("channelId", "Not an id of this kind.");
        if (body.Problem is { } problem)
            return problem;
        if (body.Value.Id is { } named && named != id)
            return Problem.Invalid("id", "Not the id in the path.");

        var current = directory.Find(id);
        var precondition = Precondition.Of(context.Request, current?.Version);
        if (precondition.Problem is { } failed)
            return failed;
        var settings = body.Value.Messengers.SealInto(body.Value.Settings, current?.Settings, box, out var missing);
        if (missing is not null)
            return Problem.Invalid(missing, $"There is no secret yet that '{Secret.Shown}' could keep.");

        var reply = await engine.ConfigureAsync(id, settings, precondition.ExpectedVersion, cancellationToken);
        if (reply.Refusal is { } refusal)
            return refusal.ToProblem();
        context.Response.Headers.ETag = Precondition.TagOf(reply.Version);
        var view = ChannelView.From(id, settings);
        return reply.Version == 1 ? TypedResults.Created($"/api/v1/channels/{id}", view) : TypedResults.Ok(view);
    }

    private static Results<Ok<ChannelView>, Ok<ChannelName>, Problem> Get(
        ChannelId channelId, HttpContext context, Caller caller, Authority authority, IDirectory directory)
    {
        if (directory.Find(channelId) is not { } channel)
            return Problem.NotFound;
        if (authority.Check(caller, Rights.ReadChannels, channel) is { } problem)
            return problem;
        if (SeesNamesOnly(caller))
            return TypedResults.Ok(NameOf(channel));
        context.Response.Headers.ETag = Precondition.TagOf(channel.Version);
        return TypedResults.Ok(ViewOf(channel));
    }

    private static Results<Ok<Page<ChannelView>>, Ok<Page<ChannelName>>, Problem> List(
        Query query, Caller caller, Authority authority, IDirectory directory)
    {
        var (limit, after) = (query.Limit(), query.After());
        if (query.Problem is { } problem)
            return problem;
        var seen = directory.Channels.Where(channel => authority.Check(caller, Rights.ReadChannels, channel) is null);
        return SeesNamesOnly(caller)
            ? TypedResults.Ok(Pages.Of(seen, after, limit, KeyOf, NameOf))
            : TypedResults.Ok(Pages.Of(seen, after, limit, KeyOf, ViewOf));
    }

    private static string KeyOf(ChannelEntry channel) => channel.Id.Value;

    private static ChannelName NameOf(ChannelEntry channel) => new(channel.Id, channel.Settings.Name);

    private static ChannelView ViewOf(ChannelEntry channel) => ChannelView.From(channel.Id, channel.Settings);

    private static bool SeesNamesOnly(Caller caller) => caller is KeyCaller { Role: ApiRole.Viewer };
}
