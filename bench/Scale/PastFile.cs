namespace RatingGrains.Bench.Scale;

/// <summary>The file with a year's conversations that measurements run over.</summary>
internal static class PastFile
{
    /// <param name="folder">Where the file is made once and kept; null for a folder that is deleted in the end.</param>
    /// <param name="measure">Gets the path of the file.</param>
    public static async Task UseAsync(int conversations, string? folder, Func<string, Task> measure)
    {
        var place = folder is null
            ? Directory.CreateTempSubdirectory("rating-grains-bench-")
            : Directory.CreateDirectory(folder);
        try
        {
            var database = Path.Combine(place.FullName, "ratings.db");
            if (!File.Exists(database))
            {
                var end = DateTimeOffset.UtcNow - TimeSpan.FromHours(6);
                await new DataMaker(database).MakePastAsync(conversations, end);
            }
            await measure(database);
        }
        finally
        {
            if (folder is null)
                place.Delete(recursive: true);
        }
    }
}
