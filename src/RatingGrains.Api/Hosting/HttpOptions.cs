using Microsoft.Extensions.Options;

namespace RatingGrains.Api.Hosting;

/// <summary>How others reach this host (<c>Http:…</c>).</summary>
internal sealed class HttpOptions
{
    /// <summary>The address that customers' browsers use, with the path that a proxy may put before ours. Unset: nobody
    /// is given a link, as we cannot know it.</summary>
    public Uri? PublicUrl { get; set; }
}

internal sealed class HttpOptionsValidator : IValidateOptions<HttpOptions>
{
    public ValidateOptionsResult Validate(string? name, HttpOptions options) =>
        options.PublicUrl is null || IsPublic(options.PublicUrl)
            ? ValidateOptionsResult.Success
            : ValidateOptionsResult.Fail(
                "Http:PublicUrl must be like https://ratings.example or https://example.com/ratings; "
                + $"it is '{options.PublicUrl}'.");

    private static bool IsPublic(Uri url) =>
        url.IsAbsoluteUri && (url.Scheme == Uri.UriSchemeHttps || url.Scheme == Uri.UriSchemeHttp)
        && url is { Query: "", Fragment: "", UserInfo: "" };
}
