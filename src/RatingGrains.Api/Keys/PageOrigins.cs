using Microsoft.AspNetCore.Cors.Infrastructure;
using RatingGrains.Api.Http;
using RatingGrains.Ports;

namespace RatingGrains.Api.Keys;

/// <summary>From which web pages a browser may call: from the origins that channels list. CORS knows no channel when it
/// is asked, so there it is any of them; what is about one channel is held to that channel's own.</summary>
internal sealed class PageOrigins(IDirectory directory) : ICorsPolicyProvider
{
    private static readonly TimeSpan PreflightAge = TimeSpan.FromMinutes(10);

    public static readonly Problem NotListed = new(
        "originNotListed", StatusCodes.Status403Forbidden, "This page may not chat here.",
        "The channel lists the origins that may.");

    /// <summary>Whether the request comes from a page, and the channel lists it.</summary>
    public static bool IsListed(HttpRequest request, ChannelEntry channel) =>
        request.Headers.Origin is [{ } origin] && channel.Settings.Origins.Contains(origin);

    /// <summary>A visitor's token is of no use to a page that the channel does not list, or no longer. Without an origin
    /// it is no foreign page that calls, and the token has to do.</summary>
    public bool Admits(HttpRequest request, VisitorCaller visitor) =>
        request.Headers.Origin.Count == 0
        || (directory.Find(visitor.Thread.Channel) is { } channel && IsListed(request, channel));

    public Task<CorsPolicy?> GetPolicyAsync(HttpContext context, string? policyName) =>
        Task.FromResult<CorsPolicy?>(new CorsPolicyBuilder()
            .SetIsOriginAllowed(origin => directory.Channels.Any(channel => channel.Settings.Origins.Contains(origin)))
            .AllowAnyHeader().WithMethods("GET", "POST", "PUT").WithExposedHeaders("Location", "Retry-After", "ETag")
            .SetPreflightMaxAge(PreflightAge)
            .Build());
}
