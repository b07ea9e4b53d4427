namespace RatingGrains.Bench;

/// <summary>How every measured host is started.</summary>
internal static class HostSettings
{
    public const string AdminKey = "bench-admin-key-of-thirty-two-characters-and-more";

    /// <summary>The limits stop abuse; here they would stop the measurement.</summary>
    public static string[] Arguments(Uri address) =>
    [
        $"--urls={address}", $"--Auth:AdminKey={AdminKey}",
        "--RateLimits:PerKeyPerSecond=1000000", "--RateLimits:PerAddressPerSecond=1000000",
    ];
}
