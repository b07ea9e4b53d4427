using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Options;
using RatingGrains.Ports;

namespace RatingGrains.Connectors.Sending;

internal static class MessengerSetup
{
    private const int AnswerBytesMax = 1024 * 1024;

    /// <summary>A messenger with its options, its typed client, and its place among the ports.</summary>
    public static IServiceCollection AddMessenger<TOptions, TValidator, TClient, TMessenger>(
        this IServiceCollection services, string section)
        where TOptions : MessengerOptions
        where TValidator : class, IValidateOptions<TOptions>
        where TClient : class
        where TMessenger : class, IMessenger
    {
        services.AddOptionsWithValidateOnStart<TOptions, TValidator>().BindConfiguration(section);
        services.AddSingleton<IValidateOptions<TOptions>>(new ApiAddressValidator<TOptions>(section));
        services.AddHttpClient<TClient>((provider, http) =>
            {
                http.Timeout = provider.GetRequiredService<IOptions<TOptions>>().Value.Timeout;
                http.MaxResponseContentBufferSize = AnswerBytesMax;
            })
            // The factory's loggers and the handler's traces would write addresses, and with some of them a token.
            .RemoveAllLoggers()
            .UseSocketsHttpHandler((handler, _) =>
            {
                handler.ActivityHeadersPropagator = null;
                handler.AllowAutoRedirect = false;
                handler.PooledConnectionLifetime = TimeSpan.FromMinutes(2);
            })
            .SetHandlerLifetime(Timeout.InfiniteTimeSpan);
        services.AddSingleton<IMessenger, TMessenger>();
        return services;
    }
}
