using Microsoft.Extensions.DependencyInjection;
using RatingGrains.Connectors.Sending;

namespace RatingGrains.Connectors.Whatsapp;

internal static class WhatsappSetup
{
    public static IServiceCollection AddWhatsapp(this IServiceCollection services) =>
        services.AddMessenger<WhatsappOptions, WhatsappOptionsValidator, WhatsappApi, WhatsappMessenger>(
            WhatsappOptions.Section);
}
