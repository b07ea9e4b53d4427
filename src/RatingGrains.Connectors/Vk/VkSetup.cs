using Microsoft.Extensions.DependencyInjection;
using RatingGrains.Connectors.Sending;

namespace RatingGrains.Connectors.Vk;

internal static class VkSetup
{
    public static IServiceCollection AddVk(this IServiceCollection services) =>
        services.AddMessenger<VkOptions, VkOptionsValidator, VkApi, VkMessenger>(VkOptions.Section);
}
