using Microsoft.AspNetCore.Routing;
using Microsoft.Extensions.DependencyInjection;
using RatingGrains.Connectors.Telegram;

namespace RatingGrains.Connectors;

/// <summary>Every messenger takes its place here: what it says to us as routes, what we say to it as a port.</summary>
public static class ConnectorsSetup
{
    public static IServiceCollection AddConnectors(this IServiceCollection services) => services.AddTelegram();

    public static IEndpointRouteBuilder MapConnectors(this IEndpointRouteBuilder routes) => routes.MapTelegram();
}
