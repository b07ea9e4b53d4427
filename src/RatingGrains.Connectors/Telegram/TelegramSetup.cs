using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.DependencyInjection.Extensions;
using Microsoft.Extensions.Options;
using RatingGrains.Ports;

namespace RatingGrains.Connectors.Telegram;

internal static class TelegramSetup
{
    private const int AnswerBytesMax = 1024 * 1024;

    public static IServiceCollection AddTelegram(this IServiceCollection services)
    {
        services.AddOptionsWithValidateOnStart<TelegramOptions, TelegramOptionsValidator>()
            .BindConfiguration(TelegramOptions.Section);
        services.AddSingleton<IValidateOptions<TelegramOptions>, TelegramAddressValidator>();
        services.AddHttpClient<TelegramBot>((provider, http) =>
            {
                http.Timeout = provider.GetRequiredService<IOptions<TelegramOptions>>().Value.Timeout;
                http.MaxResponseContentBufferSize = AnswerBytesMax;
            })
            // The factory's loggers and the handler's traces would write the address, and with it the token.
            .RemoveAllLoggers()
            .UseSocketsHttpHandler((handler, _) =>
            {
                handler.ActivityHeadersPropagator = null;
                handler.AllowAutoRedirect = false;
                handler.PooledConnectionLifetime = TimeSpan.FromMinutes(2);
            })
            .SetHandlerLifetime(Timeout.InfiniteTimeSpan);
        services.TryAddSingleton(TimeProvider.System);
        services.AddSingleton<IMessenger, TelegramMessenger>();
        services.AddSingleton<TapAnswers>();
        services.AddHostedService(provider => provider.GetRequiredService<TapAnswers>());
        return services;
    }
}
