namespace RatingGrains.Bench.Browser;

internal static class Waits
{
    /// <summary>Tells how long somebody waited.</summary>
    public static void Tell(Table table, string what, List<double> milliseconds, int max) => table.Row(
        what, $"p50 {Samples.Median(milliseconds):0} ms, worst of {milliseconds.Count} {milliseconds.Max():0} ms",
        $"≤ {max} ms");
}
