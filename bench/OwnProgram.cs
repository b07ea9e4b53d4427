using System.Diagnostics;
using System.Runtime.CompilerServices;

namespace RatingGrains.Bench;

/// <summary>Measurements that are a program of their own, in a folder beside this one: Orleans and BenchmarkDotNet ask
/// for versions of the compiler's packages that exclude one another, and not every feed has Playwright.</summary>
internal static class OwnProgram
{
    public static async Task<int> RunAsync(string folder, string[] what)
    {
        using var bench = Process.Start(
            "dotnet", ["run", "-c", "Release", "--project", Path.Combine(Here(), folder), "--", .. what]);
        await bench.WaitForExitAsync();
        return bench.ExitCode;
    }

    private static string Here([CallerFilePath] string here = "") => Path.GetDirectoryName(here)!;
}
