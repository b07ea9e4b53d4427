using RatingGrains.Api;

namespace RatingGrains.Browser;

/// <summary>A test that needs the system's Chromium and a build with the widget; skipped by name without.</summary>
public sealed class WebFactAttribute : FactAttribute
{
    public WebFactAttribute() => Skip = Needs.Missing;
}

public sealed class WebTheoryAttribute : TheoryAttribute
{
    public WebTheoryAttribute() => Skip = Needs.Missing;
}

internal static class Needs
{
    public static string? Missing { get; } = Chromium.Path is null
        ? "There is no Chromium here (CHROMIUM_PATH says where one is)."
        : typeof(RatingApi).Assembly.GetManifestResourceInfo("Web/widget/widget.js") is null
            ? "The widget was not built, for want of Node.js or of its packages."
            : null;
}
