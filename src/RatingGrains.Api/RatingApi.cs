using RatingGrains.Api.Export;
using RatingGrains.Api.Http;
using RatingGrains.Api.Keys;
using RatingGrains.Api.Lists;

namespace RatingGrains.Api;

/// <summary>The HTTP contract over the ports. A host adds it, adds an engine, and maps it.</summary>
public static class RatingApi
{
    public static IServiceCollection AddRatingApi(this IServiceCollection services)
    {
        services.AddOptionsWithValidateOnStart<RateLimitOptions, RateLimitOptionsValidator>()
            .BindConfiguration("RateLimits");
        services.AddSingleton<RequestBudget>();
        services.AddSingleton<CustomerTokens>();
        services.AddSingleton<Bearer>();
        services.AddSingleton<Authority>();
        services.ConfigureHttpJsonOptions(json =>
        {
            json.SerializerOptions.TypeInfoResolverChain.Insert(0, ApiJson.Default);
            foreach (var converter in ApiJson.Default.Options.Converters)
                json.SerializerOptions.Converters.Add(converter);
        });
        return services;
    }

    public static void MapRatingApi(this WebApplication app)
    {
        app.UseMiddleware<Failures>();
        app.UseMiddleware<Gate>();
        var api = app.MapGroup("/api/v1");
        RefuseUnguarded(api);
        MapFeatures(api);
    }

    /// <summary>A line a feature.</summary>
    private static void MapFeatures(IEndpointRouteBuilder api)
    {
        api.MapSigningKeys();
        api.MapLists();
        api.MapExport();
    }

    /// <summary>A route that names no row of the table would be open to everybody; better not to start.</summary>
    private static void RefuseUnguarded(IEndpointConventionBuilder api) => api.Finally(endpoint =>
    {
        if (!endpoint.Metadata.OfType<Right>().Any())
            throw new InvalidOperationException($"'{endpoint.DisplayName}' does not say who may call it.");
    });
}
