using System.Collections.Frozen;
using RatingGrains.Api.Bitrix24.Answers;
using RatingGrains.Ports;

namespace RatingGrains.Api.Bitrix24.Methods;

/// <summary>Finds the method and asks whether the caller may call it at all; what it is about the method itself knows.
/// </summary>
internal sealed partial class RestDispatcher
{
    private readonly ILogger<RestDispatcher> _logger;

    public RestDispatcher(IEnumerable<IRestFeature> features, TimeProvider clock, ILogger<RestDispatcher> logger)
    {
        _logger = logger;
        var batch = new Batch(this, clock);
        Table = features.SelectMany(feature => feature.Methods).Append(batch.Method)
            .ToFrozenDictionary(method => method.Name, StringComparer.Ordinal);
    }

    public FrozenDictionary<string, RestMethod> Table { get; }

    public async Task<RestReply> RunAsync(string name, RestCall call, CancellationToken cancellationToken)
    {
        if (!Table.TryGetValue(name, out var method))
            return RestError.MethodNotFound;
        if (!call.Caller.Has(method.Scope))
            return RestError.InsufficientScope;
        if (method.NeedsApplication && !call.Caller.IsApplication)
            return RestError.WrongAuthType;
        try
        {
            return await method.RunAsync(call, cancellationToken);
        }
        catch (StoreUnavailableException away)
        {
            Log.StoreUnavailable(_logger, name, away);
            return RestError.Overload;
        }
        catch (Exception broken) when (!cancellationToken.IsCancellationRequested)
        {
            Log.Failed(_logger, name, broken);
            return RestError.Internal;
        }
    }

    private static partial class Log
    {
        [LoggerMessage(40, LogLevel.Warning, "The store is unavailable; {Method} was answered 503.")]
        public static partial void StoreUnavailable(ILogger logger, string method, Exception exception);

        [LoggerMessage(41, LogLevel.Error, "{Method} failed.")]
        public static partial void Failed(ILogger logger, string method, Exception exception);
    }
}
