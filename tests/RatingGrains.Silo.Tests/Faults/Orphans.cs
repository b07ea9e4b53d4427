using System.Diagnostics;

namespace RatingGrains.Faults;

/// <summary>A test run that is killed cannot clear up: another process waits for its end, and does.</summary>
internal static class Orphans
{
    public static void EndWithUs(int process)
    {
        var start = new ProcessStartInfo("setsid") { RedirectStandardError = true };
        foreach (var argument in (string[])["/bin/sh", "-c", Script(process)])
            start.ArgumentList.Add(argument);
        _ = Process.Start(start);
    }

    private static string Script(int process) =>
        $"exec >/dev/null 2>&1; while kill -0 {Environment.ProcessId}; do kill -0 {process} || exit; sleep 1; done; kill -9 {process}";
}
