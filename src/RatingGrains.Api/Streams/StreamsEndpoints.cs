namespace RatingGrains.Api.Streams;

internal static class StreamsEndpoints
{
    public static void AddStreams(this IServiceCollection services)
    {
        services.AddSingleton<LiveStream>();
        services.AddSingleton<RatingsInSight>();
    }

    public static void MapStreams(this IEndpointRouteBuilder api)
    {
        api.MapChannelEvents();
        api.MapAgentEvents();
        api.MapNotifications();
    }
}
