using System.ComponentModel.DataAnnotations;
using Microsoft.Extensions.Options;

namespace RatingGrains.Api.Keys;

/// <summary>Where the first admin key comes from.</summary>
internal sealed class AuthOptions
{
    /// <summary>The first admin key; where it is unset, one is made at first start and written to a file.</summary>
    [RegularExpression(
        @"[\x21-\x7e]{32,1024}",
        ErrorMessage = "Auth:AdminKey must have at least 32 characters: visible ASCII, no spaces.")]
    public string? AdminKey { get; set; }
}

[OptionsValidator]
internal sealed partial class AuthOptionsValidator : IValidateOptions<AuthOptions>;
