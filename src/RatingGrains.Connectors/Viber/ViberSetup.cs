using Microsoft.Extensions.DependencyInjection;
using RatingGrains.Connectors.Sending;

namespace RatingGrains.Connectors.Viber;

internal static class ViberSetup
{
    public static IServiceCollection AddViber(this IServiceCollection services) =>
        services.AddMessenger<ViberOptions, ViberOptionsValidator, ViberApi, ViberMessenger>(ViberOptions.Section);
}
