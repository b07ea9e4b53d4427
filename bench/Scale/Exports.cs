using System.IO.Compression;
using System.Text;

namespace RatingGrains.Bench.Scale;

/// <summary>Exports every conversation, and watches what that does to the host's memory.</summary>
internal sealed class Exports(HostProcess host, string folder)
{
    private const int BarRowsPerSecond = 50_000;

    public async Task MeasureAsync(Table table)
    {
        (string Format, Func<string, long> Count)[] formats = [("csv", CountCsv), ("xlsx", CountXlsx)];
        foreach (var (format, count) in formats)
        {
            var path = Path.Combine(folder, $"export.{format}");
            var before = host.ResidentBytes;
            var start = TimeProvider.System.GetTimestamp();
            var download = DownloadAsync(format, path);
            var (half, most) = await WatchAsync(download);
            var seconds = TimeProvider.System.GetElapsedTime(start).TotalSeconds;
            var rows = count(path);
            File.Delete(path);
            table.Row(
                $"Export {format}", $"{rows / seconds:#,0} rows/s ({rows:#,0} rows)",
                $"≥ {BarRowsPerSecond:#,0} rows/s");
            table.Row(
                $"Memory during export {format}",
                $"{MachineFacts.Mebibytes(before)} before, at most {MachineFacts.Mebibytes(most)}, "
                + $"{MachineFacts.Mebibytes(most - half)} more in the second half than in the first",
                "flat");
        }
    }

    private async Task DownloadAsync(string format, string path)
    {
        await using var body = await host.Client.GetStreamAsync(
            new Uri($"/api/v1/conversations/export?format={format}", UriKind.Relative));
        await using var file = File.Create(path);
        await body.CopyToAsync(file);
    }

    /// <returns>The most memory that was seen in the first half of the download, and in all of it.</returns>
    private async Task<(long FirstHalf, long All)> WatchAsync(Task download)
    {
        var seen = new List<long>();
        while (!download.IsCompleted)
        {
            seen.Add(host.ResidentBytes);
            await Task.WhenAny(download, Task.Delay(TimeSpan.FromMilliseconds(100)));
        }
        await download;
        return (seen.Take((seen.Count + 1) / 2).Max(), seen.Max());
    }

    private static long CountCsv(string path)
    {
        using var file = File.OpenRead(path);
        return Count(file, "\n") - 1;
    }

    private static long CountXlsx(string path)
    {
        using var book = ZipFile.OpenRead(path);
        var rows = 0L;
        foreach (var part in book.Entries)
        {
            if (!part.FullName.StartsWith("xl/worksheets/", StringComparison.Ordinal))
                continue;
            using var sheet = part.Open();
            rows += Count(sheet, "<row") - 1;
        }
        return rows;
    }

    private static long Count(Stream content, string mark)
    {
        var sought = Encoding.UTF8.GetBytes(mark);
        var buffer = new byte[1 << 20];
        var (found, kept) = (0L, 0);
        while (content.Read(buffer, kept, buffer.Length - kept) is var read and > 0)
        {
            var text = buffer.AsSpan(0, kept + read);
            found += text.Count(sought);
            // A mark may lie across two reads.
            kept = Math.Min(sought.Length - 1, text.Length);
            text[^kept..].CopyTo(buffer);
        }
        return found;
    }
}
