using System.Collections.Immutable;
using RatingGrains.Figures;

namespace RatingGrains.Api.Summaries;

/// <summary>A <see cref="Figure"/> as it is shown. Where customers' ratings are hidden from the caller, what is made of
/// them is null: a 0 would be a lie.</summary>
internal record FigureView(
    long Conversations,
    long? Likes,
    long? Dislikes,
    double? LikeShare,
    double? LikeShareLow,
    double? LikeShareHigh,
    ImmutableArray<long> Stars,
    double? StarsMean)
{
    public static FigureView Of(in Counts counts, bool withoutCustomers = false)
    {
        var figure = Figure.Of(counts);
        return withoutCustomers
            ? new(figure.Conversations, null, null, null, null, null, figure.Stars, figure.StarsMean)
            : new(
                figure.Conversations, figure.Likes, figure.Dislikes, figure.LikeShare, figure.LikeShareLow,
                figure.LikeShareHigh, figure.Stars, figure.StarsMean);
    }
}

/// <summary>A part of a summary: the figure of all time, and beside it those of the periods.</summary>
internal sealed record FigurePartView : FigureView
{
    private FigurePartView(FigureView all) : base(all)
    {
    }

    public required FigureView Today { get; init; }
    public required FigureView Last7Days { get; init; }
    public required FigureView Last30Days { get; init; }

    public static FigurePartView Of<TKey>(Ports.FigureGroup<TKey> group, bool withoutCustomers) =>
        new(Of(group.All, withoutCustomers))
        {
            Today = Of(group.Today, withoutCustomers),
            Last7Days = Of(group.Last7Days, withoutCustomers),
            Last30Days = Of(group.Last30Days, withoutCustomers),
        };
}
