using System.Globalization;
using System.Runtime.InteropServices;

namespace RatingGrains.Bench;

/// <summary>Where figures were measured; without it they say nothing.</summary>
internal static class MachineFacts
{
    private const string CpuInfo = "/proc/cpuinfo";

    public static void Print(string folder) => new Table("Machine", "")
        .Row("Processor", $"{Processor()}, {Environment.ProcessorCount} logical cores shared by host and load")
        .Row("Memory", Mebibytes(GC.GetGCMemoryInfo().TotalAvailableMemoryBytes))
        .Row("System", RuntimeInformation.OSDescription)
        .Row("Runtime", RuntimeInformation.FrameworkDescription)
        .Row("One durable 4 KiB write", $"{DurableWrite(folder).TotalMilliseconds:0.00} ms (median)")
        .Row("When", DateTime.UtcNow.ToString("yyyy-MM-dd HH:mm 'UTC'", CultureInfo.InvariantCulture))
        .Print("Machine");

    public static string Mebibytes(long bytes) => $"{bytes / 1048576.0:#,0} MiB";

    private static string Processor()
    {
        var lines = File.Exists(CpuInfo) ? File.ReadLines(CpuInfo) : [];
        var model = lines.FirstOrDefault(line => line.StartsWith("model name", StringComparison.Ordinal));
        return model is null ? RuntimeInformation.ProcessArchitecture.ToString() : model[(model.IndexOf(':') + 2)..];
    }

    /// <summary>What a commit cannot be faster than.</summary>
    private static TimeSpan DurableWrite(string folder)
    {
        var path = Path.Combine(folder, "durable-write");
        var times = new List<TimeSpan>();
        using (var file = new FileStream(path, FileMode.Create, FileAccess.Write, FileShare.None, bufferSize: 0))
        {
            var page = new byte[4096];
            for (var i = 0; i < 101; i++)
            {
                var start = TimeProvider.System.GetTimestamp();
                file.Write(page);
                file.Flush(flushToDisk: true);
                times.Add(TimeProvider.System.GetElapsedTime(start));
            }
        }
        File.Delete(path);
        return Samples.Percentile(times, 50);
    }
}
