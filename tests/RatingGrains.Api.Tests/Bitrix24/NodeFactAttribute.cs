using System.ComponentModel;
using System.Diagnostics;

namespace RatingGrains.Api.Bitrix24;

/// <summary>Needs Node.js and Bitrix24's client: where they are not there the test is skipped, and says what is missing.
/// </summary>
public sealed class NodeFactAttribute : FactAttribute
{
    public NodeFactAttribute() => Skip = Absent;

    /// <summary>The folder of the script, with its packages beside it.</summary>
    internal static string? Folder { get; } = FindFolder();

    private static string? Absent { get; } = Folder switch
    {
        null => "Bitrix24's client is not installed (npm ci in tests/Bitrix24Sdk).",
        _ when !HasNode() => "There is no Node.js here.",
        _ => null,
    };

    private static string? FindFolder()
    {
        for (var folder = new DirectoryInfo(AppContext.BaseDirectory); folder is not null; folder = folder.Parent)
        {
            var found = Path.Combine(folder.FullName, "tests", "Bitrix24Sdk");
            if (Directory.Exists(Path.Combine(found, "node_modules", "@bitrix24", "b24jssdk")))
                return found;
        }
        return null;
    }

    private static bool HasNode()
    {
        try
        {
            using var node = Process.Start(new ProcessStartInfo("node", "--version") { RedirectStandardOutput = true });
            node!.WaitForExit();
            return node.ExitCode == 0;
        }
        catch (Win32Exception)
        {
            return false;
        }
    }
}
