using Microsoft.AspNetCore.WebUtilities;
using RatingGrains.Ports;

namespace RatingGrains.Api.Http;

/// <summary>Gives every error a body: those that the framework leaves bare, and those that were thrown.</summary>
internal sealed partial class Failures(RequestDelegate next, ILogger<Failures> logger)
{
    public async Task InvokeAsync(HttpContext context)
    {
        try
        {
            await next(context);
            var response = context.Response;
            if (response.StatusCode >= StatusCodes.Status400BadRequest && !response.HasStarted
                && response.ContentLength is null && response.ContentType is null)
            {
                await Bare(response.StatusCode).ExecuteAsync(context);
            }
        }
        catch (OperationCanceledException) when (context.RequestAborted.IsCancellationRequested)
        {
            // The caller has gone; there is nobody to answer.
        }
        catch (Exception exception) when (!context.Response.HasStarted)
        {
            await Thrown(exception, context).ExecuteAsync(context);
        }
    }

    private Problem Thrown(Exception exception, HttpContext context)
    {
        context.Response.Clear();
        switch (exception)
        {
            case StoreUnavailableException:
                Log.StoreUnavailable(logger, exception);
                return Problem.StoreUnavailable;
            case BadHttpRequestException bad:
                return Bare(bad.StatusCode);
            default:
                Log.Unhandled(logger, context.Request.Method, context.GetEndpoint()?.DisplayName, exception);
                return Bare(StatusCodes.Status500InternalServerError);
        }
    }

    private static Problem Bare(int status) => status switch
    {
        // Only ids in the path are bound by the framework, so its own 400 means that a path names no possible thing.
        StatusCodes.Status400BadRequest or StatusCodes.Status404NotFound => Problem.NotFound,
        StatusCodes.Status405MethodNotAllowed => new("methodNotAllowed", status, "Not a method of this path."),
        StatusCodes.Status413PayloadTooLarge => Problem.BodyTooLarge,
        StatusCodes.Status500InternalServerError => new(
            "internal", status, "We are broken.", "The error is in the log under the trace id."),
        _ => new("http", status, ReasonPhrases.GetReasonPhrase(status)),
    };

    private static partial class Log
    {
        [LoggerMessage(1, LogLevel.Warning, "The store is unavailable; the request was answered 503.")]
        public static partial void StoreUnavailable(ILogger logger, Exception exception);

        [LoggerMessage(2, LogLevel.Error, "{Method} {Endpoint} failed.")]
        public static partial void Unhandled(ILogger logger, string method, string? endpoint, Exception exception);
    }
}
