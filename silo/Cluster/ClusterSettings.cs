using System.ComponentModel.DataAnnotations;
using Microsoft.Extensions.Options;

namespace RatingGrains.Silo.Cluster;

/// <summary>Where a silo keeps what it knows, and how it finds the others (<c>Cluster:…</c>).</summary>
internal enum ClusterProvider
{
    /// <summary>One silo, nothing kept: for a first look.</summary>
    Localhost,

    /// <summary>Members, reminders, grains and read side on PostgreSQL.</summary>
    PostgreSql,

    /// <summary>Members, reminders and grains in Azure tables; the read side on PostgreSQL.</summary>
    AzureStorage,
}

/// <summary>The section <c>Cluster</c>; each provider has settings of its own in it.</summary>
internal sealed class ClusterSettings
{
    public ClusterProvider Provider { get; set; } = ClusterProvider.Localhost;

    /// <summary>Silos of one cluster have the same.</summary>
    [RegularExpression("[A-Za-z0-9-]{1,60}", ErrorMessage = "Cluster:ClusterId must be 1 to 60 letters, digits or '-'.")]
    public string ClusterId { get; set; } = "rating-grains";

    /// <summary>Where the other silos reach this one; null for what the machine says of itself.</summary>
    public string? AdvertisedAddress { get; set; }

    /// <summary>Silos talk to one another here.</summary>
    [Range(1, 65_535, ErrorMessage = "Cluster:SiloPort must be a port.")]
    public int SiloPort { get; set; } = 11_111;

    /// <summary>How long a caller waits for a slow answer while the cluster notices that a silo died.</summary>
    [Range(typeof(TimeSpan), "00:00:01", "00:05:00", ErrorMessage = "Cluster:AnswerWithin must be 1 s to 5 min.")]
    public TimeSpan AnswerWithin { get; set; } = TimeSpan.FromSeconds(30);

    /// <summary>A silo that does not answer a probe within this, three times, is taken for dead.</summary>
    [Range(typeof(TimeSpan), "00:00:00.5", "00:01:00", ErrorMessage = "Cluster:ProbeTimeout must be 0.5 s to 1 min.")]
    public TimeSpan ProbeTimeout { get; set; } = TimeSpan.FromSeconds(2);

    /// <summary>Where the first admin key is written when none is configured.</summary>
    public string AdminKeyFile { get; set; } = "rating-grains.admin-key";
}

[OptionsValidator]
internal sealed partial class ClusterSettingsValidator : IValidateOptions<ClusterSettings>;
