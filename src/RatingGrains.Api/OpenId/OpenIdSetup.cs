using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Options;

namespace RatingGrains.Api.OpenId;

internal static class OpenIdSetup
{
    public static void AddOpenId(this IServiceCollection services)
    {
        services.AddOptionsWithValidateOnStart<OpenIdOptions, OpenIdOptionsValidator>()
            .BindConfiguration("Auth:OpenId");
        services.AddSingleton<OpenIdProvider>();
        services.AddSingleton<OpenIdPerson>();
        services.AddSingleton<OpenIdTokens>();
        services.AddHostedService<FirstLook>();
    }

    /// <summary>Asks the provider beside the start, so that the log says at once where it cannot be reached.</summary>
    private sealed class FirstLook(OpenIdProvider provider, IOptions<OpenIdOptions> options) : BackgroundService
    {
        protected override async Task ExecuteAsync(CancellationToken stoppingToken)
        {
            if (options.Value.IsOn)
                await provider.GetAsync(stoppingToken);
        }
    }
}
