using System.Text.Json.Serialization;
using Microsoft.AspNetCore.Cors.Infrastructure;
using Microsoft.Extensions.Options;
using RatingGrains.Api.Agents;
using RatingGrains.Api.Bitrix24;
using RatingGrains.Api.Channels;
using RatingGrains.Api.Conversations;
using RatingGrains.Api.Export;
using RatingGrains.Api.Hosting;
using RatingGrains.Api.Http;
using RatingGrains.Api.Idempotency;
using RatingGrains.Api.Keys;
using RatingGrains.Api.Lists;
using RatingGrains.Api.Messages;
using RatingGrains.Api.OpenApi;
using RatingGrains.Api.OpenId;
using RatingGrains.Api.Operations;
using RatingGrains.Api.RatingLinks;
using RatingGrains.Api.Streams;
using RatingGrains.Api.Summaries;
using RatingGrains.Api.Web;
using RatingGrains.Api.Webhooks;
using RatingGrains.Ports;

namespace RatingGrains.Api;

/// <summary>The HTTP contract over the ports. A host adds it, adds an engine, and maps it.</summary>
public static class RatingApi
{
    public static IServiceCollection AddRatingApi(this IServiceCollection services)
    {
        services.AddOptionsWithValidateOnStart<RateLimitOptions, RateLimitOptionsValidator>()
            .BindConfiguration("RateLimits");
        services.AddOptionsWithValidateOnStart<AuthOptions, AuthOptionsValidator>().BindConfiguration("Auth");
        services.AddSingleton(provider => new FirstAdminKey(
            provider.GetRequiredService<IKeyStore>(), provider.GetRequiredService<TimeProvider>(),
            provider.GetRequiredService<IOptions<AuthOptions>>()));
        services.AddSingleton<RequestBudget>();
        services.AddSingleton<CustomerTokens>();
        services.AddSingleton<Bearer>();
        services.AddOpenId();
        services.AddSingleton<OperatorTickets>();
        services.AddSingleton<Authority>();
        services.AddSingleton<ConversationDesk>();
        services.AddOptionsWithValidateOnStart<HttpOptions, HttpOptionsValidator>().BindConfiguration("Http");
        services.AddSingleton<RatingLinks.RatingLinks>();
        services.AddBitrix24();
        services.AddStreams();
        services.AddOperations();
        services.AddSingleton<ConsolePage>();
        services.AddSingleton<PageOrigins>();
        services.AddSingleton<ICorsPolicyProvider>(provider => provider.GetRequiredService<PageOrigins>());
        services.AddCors();
        services.AddOpenApi("v1", ApiDocument.Describe);
        services.ConfigureHttpJsonOptions(json =>
        {
            json.SerializerOptions.NumberHandling = JsonNumberHandling.Strict;
            json.SerializerOptions.Encoder = ApiJson.Written.Options.Encoder;
            json.SerializerOptions.TypeInfoResolverChain.Insert(0, ApiJson.Written);
            foreach (var converter in ApiJson.Written.Options.Converters)
                json.SerializerOptions.Converters.Add(converter);
        });
        return services;
    }

    public static void MapRatingApi(this WebApplication app)
    {
        app.UseMiddleware<Failures>();
        app.UseCors();
        app.UseMiddleware<Gate>();
        app.UseMiddleware<Repeats>();
        app.MapOpenApi().By(Rights.Public);
        app.MapHealth();
        app.MapRatingLinks();
        app.MapWeb();
        app.MapConsole();
        app.MapBitrix24();
        var api = app.MapGroup("/api/v1");
        RefuseUnguarded(api);
        MapFeatures(api);
    }

    /// <summary>A line a feature.</summary>
    private static void MapFeatures(IEndpointRouteBuilder api)
    {
        api.MapMe();
        api.MapKeys();
        api.MapSigningKeys();
        api.MapLists();
        api.MapWaiting();
        api.MapExport();
        api.MapAgents();
        api.MapChannels();
        api.MapMessages();
        api.MapDeliveries();
        api.MapVisitors();
        api.MapConversation();
        api.MapLogs();
        api.MapWork();
        api.MapCustomerToken();
        api.MapCustomerRating();
        api.MapSupervisorRating();
        api.MapStreams();
        api.MapSummaries();
        api.MapDays();
        api.MapWebhooks();
        api.MapWebhookDeliveries();
        api.MapOperations();
    }

    /// <summary>A route that names no row of the table would be open to everybody; better not to start.</summary>
    private static void RefuseUnguarded(IEndpointConventionBuilder api) => api.Finally(endpoint =>
    {
        if (!endpoint.Metadata.OfType<Right>().Any())
            throw new InvalidOperationException($"'{endpoint.DisplayName}' does not say who may call it.");
    });
}
