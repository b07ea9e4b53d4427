using System.Net;
using Microsoft.Extensions.Options;
using RatingGrains.Api.Bitrix24.Access;
using RatingGrains.Api.Bitrix24.Answers;
using RatingGrains.Api.Bitrix24.Methods;
using RatingGrains.Api.Bitrix24.Requests;
using RatingGrains.Api.Keys;
using RatingGrains.Ports;

namespace RatingGrains.Api.Bitrix24;

/// <summary>Lets in who does not ask too often and proves who they are, and has their method run.</summary>
internal sealed partial class Bitrix24Door(
    IOptions<Bitrix24Options> options, LeakyBuckets buckets, RequestBudget budget, DoorKeys keys, RestDispatcher dispatcher,
    TimeProvider clock, ILogger<Bitrix24Door> logger)
{
    private readonly bool _requiresHttps = options.Value.RequireHttps;

    public DateTimeOffset Now => clock.GetUtcNow();

    /// <returns>Why nothing of the request is looked at; null where it is.</returns>
    public RestError? Admit(HttpContext context)
    {
        if (!buckets.Take(context.Connection.RemoteIpAddress))
            return RestError.QueryLimit;
        return _requiresHttps && !context.Request.IsHttps ? RestError.HttpsRequired : null;
    }

    public async Task<RestReply> CallAsync(
        DoorPath path, Parameter auth, Parameter parameters, string host, IPAddress? address,
        CancellationToken cancellationToken)
    {
        try
        {
            var (caller, error) = await keys.FindAsync(path, auth, cancellationToken);
            if (caller is null)
                return budget.Take(null, address) ? error! : RestError.QueryLimit;
            var call = new RestCall(caller, parameters, 0, host, dispatcher.Table).With(parameters);
            return await dispatcher.RunAsync(path.Method, call, cancellationToken);
        }
        catch (StoreUnavailableException away)
        {
            Log.StoreUnavailable(logger, away);
            return RestError.Overload;
        }
    }

    private static partial class Log
    {
        [LoggerMessage(42, LogLevel.Warning, "The store is unavailable; who calls could not be found out.")]
        public static partial void StoreUnavailable(ILogger logger, Exception exception);
    }
}
