using Microsoft.AspNetCore.Hosting;
using Microsoft.Extensions.Options;
using RatingGrains.Conversations;

namespace RatingGrains.Api.Hosting;

/// <summary>What every host of the API is: one server, with TLS where it is asked for, its log on the console, the
/// plan's features.</summary>
public static class RatingHosting
{
    /// <param name="defaultUrl">Where it listens unless <c>--urls</c> says otherwise.</param>
    /// <exception cref="OptionsValidationException">A setting is wrong.</exception>
    public static WebApplicationBuilder CreateBuilder(string[] args, string defaultUrl)
    {
        var builder = WebApplication.CreateSlimBuilder(new WebApplicationOptions
        {
            Args = args,
            // Settings beside the program are found from whichever folder it is started in.
            ContentRootPath = AppContext.BaseDirectory,
        });
        builder.Logging.AddSimpleConsole(console => console.SingleLine = true);
        builder.Logging.AddFilter("Microsoft", LogLevel.Warning);
        // A start that fails is told in one line, by StartFailure.
        builder.Logging.AddFilter("Microsoft.Extensions.Hosting.Internal.Host", LogLevel.Critical);
        builder.WebHost.ConfigureKestrel(kestrel => kestrel.AddServerHeader = false);
        var urls = ListenUrls.Read(builder.Configuration["urls"] ?? defaultUrl);
        builder.WebHost.UseUrls([.. urls.All]);
        builder.AddTls(urls);
        builder.Services.AddOptionsWithValidateOnStart<FeatureOptions>().BindConfiguration("Features");
        builder.Services.AddSingleton(provider =>
        {
            var features = provider.GetRequiredService<IOptions<FeatureOptions>>().Value;
            return new RatingFeatures(features.CustomerRating, features.SupervisorRating);
        });
        return builder;
    }
}
