namespace RatingGrains.Bench;

/// <summary>What many measurements come to.</summary>
internal static class Samples
{
    /// <summary>The smallest sample that <paramref name="percent"/> of all do not exceed.</summary>
    public static T Percentile<T>(IEnumerable<T> samples, double percent)
    {
        T[] sorted = [.. samples.Order()];
        return sorted[Math.Clamp((int)Math.Ceiling(percent / 100 * sorted.Length) - 1, 0, sorted.Length - 1)];
    }

    public static T Median<T>(IEnumerable<T> samples) => Percentile(samples, 50);
}
