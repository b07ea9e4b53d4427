namespace RatingGrains.Api.Operations;

internal static class OperationsEndpoints
{
    public static void AddOperations(this IServiceCollection services)
    {
        services.AddSingleton<RatingMetrics>();
        services.AddHostedService<TelemetryExport>();
    }

    public static void MapOperations(this IEndpointRouteBuilder api) => api.MapParked();
}
