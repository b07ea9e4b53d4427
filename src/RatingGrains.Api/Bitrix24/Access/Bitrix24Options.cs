using System.ComponentModel.DataAnnotations;
using Microsoft.Extensions.Options;

namespace RatingGrains.Api.Bitrix24.Access;

/// <summary>The door for clients of Bitrix24. Its limits are the original's, because its clients wait by them.</summary>
internal sealed class Bitrix24Options
{
    /// <summary>Requests that one address may send at once.</summary>
    [Range(1, 1_000_000)]
    public int Burst { get; set; } = 50;

    /// <summary>How many of them are forgotten each second.</summary>
    [Range(0.01, 1_000_000)]
    public double DrainPerSecond { get; set; } = 2;

    /// <summary>Whether a request by http is refused.</summary>
    public bool RequireHttps { get; set; }
}

[OptionsValidator]
internal sealed partial class Bitrix24OptionsValidator : IValidateOptions<Bitrix24Options>;
