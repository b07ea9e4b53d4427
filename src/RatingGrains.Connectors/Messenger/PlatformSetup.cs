using Microsoft.Extensions.DependencyInjection;
using RatingGrains.Connectors.Sending;

namespace RatingGrains.Connectors.Messenger;

internal static class PlatformSetup
{
    public static IServiceCollection AddMessenger(this IServiceCollection services) => services
        .AddMessenger<MessengerPlatformOptions, MessengerPlatformOptionsValidator, FacebookApi, FacebookMessenger>(
            MessengerPlatformOptions.Section)
        .AddMessenger<InstagramOptions, InstagramOptionsValidator, InstagramApi, InstagramMessenger>(
            InstagramOptions.Section);
}
