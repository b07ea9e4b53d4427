using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Routing;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.DependencyInjection.Extensions;

namespace RatingGrains.Connectors.Hooks;

internal static class HookRoutes
{
    public static IServiceCollection AddHooks(this IServiceCollection services)
    {
        services.TryAddSingleton(TimeProvider.System);
        services.AddSingleton<HookDoor>();
        services.AddSingleton<HookIntake>();
        return services;
    }

    /// <summary>A hook at <c>/hooks/{channelId}/{kind}</c>, with what all of them may answer.</summary>
    public static RouteHandlerBuilder MapHook(this IEndpointRouteBuilder routes, string kind, Delegate take) => routes
        .MapPost($"/hooks/{{channelId}}/{kind}", take)
        .WithTags("Hooks")
        .ProducesProblem(StatusCodes.Status400BadRequest)
        .ProducesProblem(StatusCodes.Status401Unauthorized)
        .ProducesProblem(StatusCodes.Status404NotFound)
        .ProducesProblem(StatusCodes.Status413PayloadTooLarge)
        .ProducesProblem(StatusCodes.Status503ServiceUnavailable)
        .WithMetadata(new RequestSizeLimitAttribute(HookBody.BytesMax));
}
