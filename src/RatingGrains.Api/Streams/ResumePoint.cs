using System.Globalization;
using System.Reflection;
using RatingGrains.Api.Http;
using RatingGrains.Api.OpenApi;

namespace RatingGrains.Api.Streams;

/// <summary>After which event a stream goes on; null: from now. It is the header that browsers send by themselves when
/// they connect again.</summary>
internal readonly record struct ResumePoint(long? After, Problem? Problem)
{
    private const string Header = "Last-Event-ID";

    public static readonly QueryParameter Parameter = new(
        Header, "The id of the last event that is known; without it the stream begins now.", QueryParameter.WholeNumber)
    { InHeader = true };

    public static ValueTask<ResumePoint> BindAsync(HttpContext context, ParameterInfo parameter) =>
        new(Read(context.Request.Headers[Header]));

    private static ResumePoint Read(string? text)
    {
        if (string.IsNullOrEmpty(text))
            return default;
        return long.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out var after)
            ? new ResumePoint(after, null)
            : new ResumePoint(null, Problem.Invalid(Header, "Must be the id of an event of this stream."));
    }
}
