using System.Globalization;
using Microsoft.Net.Http.Headers;
using RatingGrains.Api.Http;
using RatingGrains.Kernel;

namespace RatingGrains.Api.Channels;

/// <summary>What <c>If-Match</c> and <c>If-None-Match</c> ask for. A version is its own entity tag, so the write
/// compares it.</summary>
internal readonly record struct Precondition(long? ExpectedVersion, Problem? Problem)
{
    /// <summary>The version of what has not been written yet.</summary>
    private const long NotThere = 0;

    public static string TagOf(long version) => string.Create(CultureInfo.InvariantCulture, $"\"{version}\"");

    /// <param name="current">The version that is there as far as is known; null where there is none.</param>
    public static Precondition Of(HttpRequest request, long? current)
    {
        if (request.Headers.IfNoneMatch is { Count: > 0 } none)
        {
            if (request.Headers.IfMatch.Count > 0)
                return new(null, Problem.Invalid("If-None-Match", "Must not come with If-Match: both never hold."));
            return none.ToString() == "*"
                ? new(NotThere, null)
                : new(null, Problem.Invalid("If-None-Match", "Must be *: only what is not there yet is written."));
        }
        var header = request.Headers.IfMatch;
        if (header.Count == 0)
            return default;
        if (!EntityTagHeaderValue.TryParseStrictList(header!, out var tags))
            return new(null, Problem.Invalid("If-Match", "Must be an entity tag like \"3\", or *."));
        if (tags.Contains(EntityTagHeaderValue.Any))
            return current is null ? Failed : default;

        // A weak tag never matches here, and neither does one that was not given by us.
        long? expected = null;
        foreach (var tag in tags)
        {
            if (!tag.IsWeak && VersionIn(tag) is { } version && (expected is null || version == current))
                expected = version;
        }
        return expected is null ? Failed : new(expected, null);
    }

    private static Precondition Failed => new(null, Rejection.PreconditionFailed.ToProblem());

    private static long? VersionIn(EntityTagHeaderValue tag) =>
        long.TryParse(tag.Tag.AsSpan().Trim('"'), NumberStyles.None, CultureInfo.InvariantCulture, out var version)
            ? version
            : null;
}
