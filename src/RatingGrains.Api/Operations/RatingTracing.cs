using System.Collections.Immutable;
using System.Diagnostics;
using Microsoft.Extensions.Configuration;

namespace RatingGrains.Api.Operations;

/// <summary>The project's own spans: one for what the engine is asked, and one for each commit that many of them share.
/// They name conversations and outcomes, never a customer or what was said.</summary>
public static class RatingTracing
{
    public const string SourceName = "RatingGrains";

    /// <summary>A commit names so many of those that share it.</summary>
    private const int LinksMax = 128;

    private static readonly ActivitySource Source = new(SourceName);

    /// <summary>Who asks now, for the commit to be linked with; none where nobody watches.</summary>
    public static ActivityContext Caller => Source.HasListeners() && Activity.Current is { } current ? current.Context : default;

    /// <summary>Null where nobody watches.</summary>
    internal static Activity? Begin(string name) => Source.StartActivity(name);

    /// <summary>A commit belongs to no single caller: it is a trace of its own. Null where nobody watches.</summary>
    public static Activity? BeginCommit(string name)
    {
        if (!Source.HasListeners())
            return null;
        Activity.Current = null;
        return Source.StartActivity(name);
    }

    /// <summary>Links a commit with those that share it.</summary>
    public static void SharedBy(this Activity? commit, int size, IEnumerable<ActivityContext> callers)
    {
        if (commit is null)
            return;
        commit.SetTag("rating_grains.commit.size", size);
        foreach (var caller in callers.Where(caller => caller != default).Take(LinksMax))
            commit.AddLink(new ActivityLink(caller));
    }

    /// <summary>Says on its span that it failed.</summary>
    public static void Failed(this Activity? span, Exception broken)
    {
        span?.AddException(broken);
        span?.SetStatus(ActivityStatusCode.Error, broken.GetType().Name);
    }
}

/// <summary>What a host has to tell besides what all hosts tell: names of meters and of sources of spans.</summary>
public sealed record TelemetrySources(ImmutableArray<string> Meters, ImmutableArray<string> Spans)
{
    internal const string Endpoint = "OTEL_EXPORTER_OTLP_ENDPOINT";

    /// <summary>Whether anything is sent to anybody: the standard setting names an endpoint.</summary>
    public static bool AreWanted(IConfiguration configuration) => !string.IsNullOrWhiteSpace(configuration[Endpoint]);
}
