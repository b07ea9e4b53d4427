using Microsoft.Playwright;

namespace RatingGrains.Browser;

/// <summary>Who looks at what pictures are taken of.</summary>
internal static class Visitors
{
    /// <summary>Sees nothing move, so that a picture is the same each time.</summary>
    public static BrowserNewContextOptions Of(ColorScheme scheme, int width, int height, string? locale = null) => new()
    {
        ColorScheme = scheme,
        Locale = locale,
        ViewportSize = new() { Width = width, Height = height },
        ReducedMotion = ReducedMotion.Reduce,
    };
}
