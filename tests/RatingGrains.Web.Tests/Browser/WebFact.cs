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

/// <summary>The same, and a build with the console, which wants a newer Node.js.</summary>
public sealed class ConsoleFactAttribute : FactAttribute
{
    public ConsoleFactAttribute() => Skip = Needs.MissingForConsole;
}

public sealed class ConsoleTheoryAttribute : TheoryAttribute
{
    public ConsoleTheoryAttribute() => Skip = Needs.MissingForConsole;
}

internal static class Needs
{
    public static string? Missing { get; } = MissingFor("widget/widget.js", "widget");

    public static string? MissingForConsole { get; } = MissingFor("console/index.html", "console");

    private static string? MissingFor(string file, string what) => Chromium.Path is null
        ? "There is no Chromium here (CHROMIUM_PATH says where one is)."
        : typeof(RatingApi).Assembly.GetManifestResourceInfo("Web/" + file) is null
            ? $"The {what} was not built, for want of Node.js or of its packages."
            : null;
}
