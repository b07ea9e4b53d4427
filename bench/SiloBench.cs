using System.Diagnostics;
using System.Runtime.CompilerServices;

namespace RatingGrains.Bench;

/// <summary>The measurements of the silo are a program of their own: Orleans and BenchmarkDotNet ask for versions of the
/// compiler's packages that exclude one another.</summary>
internal static class SiloBench
{
    public static async Task<int> RunAsync(string[] what)
    {
        using var bench = Process.Start(
            "dotnet", ["run", "-c", "Release", "--project", Path.Combine(Folder(), "Silo"), "--", .. what]);
        await bench.WaitForExitAsync();
        return bench.ExitCode;
    }

    private static string Folder([CallerFilePath] string here = "") => Path.GetDirectoryName(here)!;
}
