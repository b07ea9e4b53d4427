using Microsoft.AspNetCore.Routing;
using Microsoft.Extensions.DependencyInjection;
using RatingGrains.Connectors.Chatwoot;
using RatingGrains.Connectors.Hooks;
using RatingGrains.Connectors.Messenger;
using RatingGrains.Connectors.Signed;
using RatingGrains.Connectors.Telegram;
using RatingGrains.Connectors.Viber;
using RatingGrains.Connectors.Vk;
using RatingGrains.Connectors.Webhooks;
using RatingGrains.Connectors.Whatsapp;

namespace RatingGrains.Connectors;

/// <summary>Every messenger takes its place here: what it says to us as routes, what we say to it as a port.</summary>
public static class ConnectorsSetup
{
    public static IServiceCollection AddConnectors(this IServiceCollection services) =>
        services.AddMessengers().AddWebhooks();

    /// <summary>The messengers alone, which need no store of their own.</summary>
    internal static IServiceCollection AddMessengers(this IServiceCollection services) => services
        .AddHooks()
        .AddTelegram()
        .AddWhatsapp()
        .AddMessenger()
        .AddViber()
        .AddVk()
        .AddChatwoot();

    public static IEndpointRouteBuilder MapConnectors(this IEndpointRouteBuilder routes) => routes
        .MapTelegram()
        .MapWhatsapp()
        .MapSigned()
        .MapMessenger()
        .MapViber()
        .MapVk()
        .MapChatwoot();
}
