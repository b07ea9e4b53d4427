using System.Collections.Immutable;
using Microsoft.Extensions.Options;

namespace RatingGrains.Api.Hosting;

/// <summary>Where a host listens (<c>--urls</c>), checked: the server would take <c>http://localhost:80x</c> for a host
/// name and listen elsewhere.</summary>
internal sealed record ListenUrls(ImmutableArray<string> All)
{
    public bool AnyHttps => All.Any(address => address.StartsWith("https:", StringComparison.OrdinalIgnoreCase));

    /// <exception cref="OptionsValidationException">One of them is not an address to listen at.</exception>
    public static ListenUrls Read(string urls)
    {
        var addresses = urls.Split(';', StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries);
        foreach (var address in addresses)
        {
            if (!IsAddress(address))
            {
                throw new OptionsValidationException("urls", typeof(string),
                    [$"urls: '{address}' is not like http://localhost:5080 or https://localhost:5443."]);
            }
        }
        return new([.. addresses]);
    }

    /// <summary>A star or a plus stands for every name, which a URI does not know.</summary>
    private static bool IsAddress(string address) =>
        Uri.TryCreate(address.Replace("://*", "://any").Replace("://+", "://any"), UriKind.Absolute, out var uri)
        && (uri.Scheme == Uri.UriSchemeHttp || uri.Scheme == Uri.UriSchemeHttps) && uri.AbsolutePath == "/";
}
