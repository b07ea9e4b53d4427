using Microsoft.Extensions.DependencyInjection;
using RatingGrains.Connectors.Sending;

namespace RatingGrains.Connectors.Telegram;

internal static class TelegramSetup
{
    public static IServiceCollection AddTelegram(this IServiceCollection services)
    {
        services.AddMessenger<TelegramOptions, TelegramOptionsValidator, TelegramBot, TelegramMessenger>(
            TelegramOptions.Section);
        services.AddSingleton<TapAnswers>();
        services.AddHostedService(provider => provider.GetRequiredService<TapAnswers>());
        return services;
    }
}
