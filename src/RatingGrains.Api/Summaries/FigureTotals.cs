using RatingGrains.Figures;
using RatingGrains.Ports;

namespace RatingGrains.Api.Summaries;

/// <summary>Sums over groups: shares and means are made of the summed counts, never of the groups' shares.</summary>
internal readonly record struct FigureTotals(
    FigureView Today, FigureView Last7Days, FigureView Last30Days, FigureView All)
{
    /// <param name="isHidden">Groups whose customers' ratings must not be in the sums.</param>
    public static FigureTotals Of<TKey>(IReadOnlyList<FigureGroup<TKey>> groups, Func<TKey, bool> isHidden)
    {
        return new(
            Sum(group => group.Today), Sum(group => group.Last7Days), Sum(group => group.Last30Days),
            Sum(group => group.All));

        FigureView Sum(Func<FigureGroup<TKey>, Counts> period)
        {
            var sum = new Counts();
            foreach (var group in groups)
            {
                var counts = period(group);
                sum.Add(isHidden(group.Key) ? counts.WithoutCustomers() : counts);
            }
            return FigureView.Of(sum);
        }
    }
}
