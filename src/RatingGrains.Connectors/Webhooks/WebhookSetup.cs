using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Options;
using RatingGrains.Ports;

namespace RatingGrains.Connectors.Webhooks;

internal static class WebhookSetup
{
    private const int DrainBytesMax = 64 * 1024;

    public static IServiceCollection AddWebhooks(this IServiceCollection services)
    {
        services.AddOptionsWithValidateOnStart<WebhookOptions, WebhookOptionsValidator>()
            .BindConfiguration(WebhookOptions.Section);
        services.AddSingleton<IValidateOptions<WebhookOptions>, AllowedNetworksValidator>();
        services.AddSingleton<Targets>();
        services.AddSingleton<IWebhookFormat, SignedJson>();
        services.AddSingleton<IWebhookFormat, Bitrix24Events>();
        services.AddHttpClient<WebhookCaller>((provider, http) =>
                http.Timeout = provider.GetRequiredService<IOptions<WebhookOptions>>().Value.Timeout)
            // Addresses of others may hold their secrets.
            .RemoveAllLoggers()
            .UseSocketsHttpHandler((handler, provider) =>
            {
                handler.ConnectCallback = provider.GetRequiredService<Targets>().ConnectAsync;
                // Another machine would resolve the name, and a redirect would lead where nobody looked.
                handler.UseProxy = false;
                handler.AllowAutoRedirect = false;
                handler.UseCookies = false;
                handler.ActivityHeadersPropagator = null;
                handler.PooledConnectionLifetime = TimeSpan.FromMinutes(2);
                handler.MaxResponseDrainSize = DrainBytesMax;
            })
            .SetHandlerLifetime(Timeout.InfiniteTimeSpan);
        services.AddSingleton<IWebhookCaller>(provider => provider.GetRequiredService<WebhookCaller>());
        services.AddHostedService<WebhookPost>();
        return services;
    }
}
