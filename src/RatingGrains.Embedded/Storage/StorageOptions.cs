using System.ComponentModel.DataAnnotations;

namespace RatingGrains.Embedded.Storage;

/// <summary>Where the one file is and how much memory it may use.</summary>
internal sealed class StorageOptions
{
    /// <summary>The database file; relative to the folder the program is started in. Its folder is made if missing.</summary>
    [Required]
    public string Path { get; set; } = "data/ratings.db";

    /// <summary>Pages that the writer keeps in memory, in MiB. More is not faster: SQLite looks at each of them after
    /// most commits, and the system keeps the file in memory as well.</summary>
    [Range(4, 4096)]
    public int CacheMebibytes { get; set; } = 16;

    /// <summary>Conversations kept in memory, and threads as many; the least recently used leave first.</summary>
    [Range(100, 1_000_000)]
    public int ActorsInMemoryMax { get; set; } = 40_000;

    /// <summary>The biggest that the file may become, in MiB; null for as big as the disk allows.</summary>
    [Range(1, 1 << 24)]
    public int? SizeMaxMebibytes { get; set; }
}

[Microsoft.Extensions.Options.OptionsValidator]
internal sealed partial class StorageOptionsValidator : Microsoft.Extensions.Options.IValidateOptions<StorageOptions>;
