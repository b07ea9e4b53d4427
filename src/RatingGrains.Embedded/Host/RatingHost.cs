using Microsoft.Extensions.Options;
using RatingGrains.Api;
using RatingGrains.Conversations;

namespace RatingGrains.Embedded.Host;

/// <summary>The embedded host: one process, one file.</summary>
internal static class RatingHost
{
    public const string DefaultUrl = "http://localhost:5080";

    public static WebApplication Build(string[] args, Action<WebApplicationBuilder>? configure = null)
    {
        var builder = WebApplication.CreateSlimBuilder(new WebApplicationOptions
        {
            Args = args,
            // Settings beside the program are found from whichever folder it is started in.
            ContentRootPath = AppContext.BaseDirectory,
        });
        builder.Logging.AddSimpleConsole(console => console.SingleLine = true);
        builder.Logging.AddFilter("Microsoft", LogLevel.Warning);
        builder.WebHost.ConfigureKestrel(kestrel => kestrel.AddServerHeader = false);
        if (builder.Configuration["urls"] is null)
            builder.WebHost.UseUrls(DefaultUrl);
        builder.Services.AddOptionsWithValidateOnStart<FeatureOptions>().BindConfiguration("Features");
        builder.Services.AddSingleton(provider =>
        {
            var features = provider.GetRequiredService<IOptions<FeatureOptions>>().Value;
            return new RatingFeatures(features.CustomerRating, features.SupervisorRating);
        });
        builder.Services.AddRatingApi();
        builder.Services.AddSqliteEngine();
        configure?.Invoke(builder);

        var app = builder.Build();
        app.MapRatingApi();
        return app;
    }
}
