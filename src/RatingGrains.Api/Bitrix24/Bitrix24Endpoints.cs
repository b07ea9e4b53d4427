using RatingGrains.Api.Bitrix24.Access;
using RatingGrains.Api.Bitrix24.Answers;
using RatingGrains.Api.Bitrix24.Events;
using RatingGrains.Api.Bitrix24.Lines;
using RatingGrains.Api.Bitrix24.Messages;
using RatingGrains.Api.Bitrix24.Methods;
using RatingGrains.Api.Bitrix24.Ratings;
using RatingGrains.Api.Bitrix24.Requests;
using RatingGrains.Api.Bitrix24.Sessions;
using RatingGrains.Api.Keys;

namespace RatingGrains.Api.Bitrix24;

/// <summary>The door for clients of Bitrix24's REST API: its paths, forms, envelopes and errors over the same engine.</summary>
internal static class Bitrix24Endpoints
{
    public const string Root = "/rest";

    private const string AuthParameter = "auth";
    private const string AnyPath = Root + "/{**path}";

    public static IServiceCollection AddBitrix24(this IServiceCollection services)
    {
        services.AddOptionsWithValidateOnStart<Bitrix24Options, Bitrix24OptionsValidator>().BindConfiguration("Bitrix24");
        services.AddSingleton<LeakyBuckets>();
        services.AddSingleton<DoorNumbers>();
        services.AddSingleton<DoorKeys>();
        services.AddSingleton<RestDispatcher>();
        services.AddSingleton<Bitrix24Door>();
        services.AddSingleton<IRestFeature, CommonMethods>();
        services.AddSingleton<LineView>();
        services.AddSingleton<LineChanges>();
        services.AddSingleton<IRestFeature, LineMethods>();
        services.AddSingleton<Dialogues>();
        services.AddSingleton<ChatView>();
        services.AddSingleton<HistoryView>();
        services.AddSingleton<Handover>();
        services.AddSingleton<RatingRow>();
        services.AddSingleton<IRestFeature, SessionMethods>();
        services.AddSingleton<IRestFeature, OperatorMethods>();
        services.AddSingleton<IRestFeature, BotMethods>();
        services.AddSingleton<IRestFeature, RatingMethods>();
        services.AddSingleton<ConnectorRegister>();
        services.AddSingleton<ConnectorLines>();
        services.AddSingleton<ConnectorThreads>();
        services.AddSingleton<IRestFeature, ConnectorMethods>();
        services.AddSingleton<IRestFeature, MessageMethods>();
        services.AddSingleton<IRestFeature, EventMethods>();
        return services;
    }

    /// <summary>Its proof is its own: a code in the path, or a token among the parameters.</summary>
    public static void MapBitrix24(this IEndpointRouteBuilder routes)
    {
        routes.MapMethods(AnyPath, [HttpMethods.Get, HttpMethods.Post], CallAsync)
            .By(Rights.Public).ExcludeFromDescription();
        routes.MapMethods(AnyPath, [HttpMethods.Options], AllowOrigins).By(Rights.Public).ExcludeFromDescription();
        routes.MapMethods("/oauth/token", [HttpMethods.Get, HttpMethods.Post], RefuseGrantAsync)
            .By(Rights.Public).ExcludeFromDescription();
    }

    private static async Task CallAsync(HttpContext context, string? path, Bitrix24Door door)
    {
        var (request, response) = (context.Request, context.Response);
        var where = DoorPath.Read(path);
        var start = door.Now;
        var reply = door.Admit(context) is { } refused ? refused : await RunAsync(request, where, door, context.RequestAborted);
        var envelope = Envelope.Of(reply, start, door.Now);
        await Envelope.WriteAsync(response, reply.Error?.Status ?? StatusCodes.Status200OK, envelope, where.AsXml);
    }

    private static async Task<RestReply> RunAsync(
        HttpRequest request, DoorPath path, Bitrix24Door door, CancellationToken cancellationToken)
    {
        var (parameters, error) = await RequestReader.ReadAsync(request, cancellationToken);
        if (error is not null)
            return error;
        var auth = parameters[AuthParameter];
        return await door.CallAsync(
            path, auth, parameters.Without(AuthParameter), request.Scheme + "://" + request.Host,
            request.HttpContext.Connection.RemoteIpAddress, cancellationToken);
    }

    private static void AllowOrigins(HttpResponse response) => Envelope.AllowOrigins(response);

    /// <summary>Tokens here are keys: they are not renewed, so a client that tries learns at once that it cannot.</summary>
    private static Task RefuseGrantAsync(HttpResponse response) => Envelope.WriteAsync(
        response, StatusCodes.Status400BadRequest,
        Envelope.Of(new RestError(400, "invalid_grant", "Keys are not renewed; an administrator makes a new one.")), asXml: false);
}
