namespace RatingGrains.Api.Hosting;

/// <summary>Kinds of rating that a plan may lack (<c>Features:…</c>).</summary>
internal sealed class FeatureOptions
{
    /// <summary>Off: no customer is asked for a rating. What was stored stays readable.</summary>
    public bool CustomerRating { get; set; } = true;

    /// <summary>Off: every supervisor's rating is refused. What was stored stays readable.</summary>
    public bool SupervisorRating { get; set; } = true;
}
