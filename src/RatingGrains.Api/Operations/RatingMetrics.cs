using System.Diagnostics.Metrics;
using RatingGrains.Api.Http;
using RatingGrains.Threads;

namespace RatingGrains.Api.Operations;

/// <summary>The numbers by which somebody who runs it sees how it does. Tags take few values, and never an id.</summary>
internal sealed class RatingMetrics
{
    public const string MeterName = RatingMeter.Name;

    private readonly Counter<long> _messages;
    private readonly Counter<long> _ratings;
    private readonly UpDownCounter<long> _streams;

    public RatingMetrics(IMeterFactory meters)
    {
        var meter = meters.Create(MeterName);
        _messages = meter.CreateCounter<long>(
            "rating_grains.messages.received", "{message}", "Customers' messages, by what became of them.");
        _ratings = meter.CreateCounter<long>(
            "rating_grains.ratings.received", "{rating}", "Ratings, by who gave them and what became of them.");
        _streams = meter.CreateUpDownCounter<long>(
            "rating_grains.streams.open", "{stream}", "Event streams that somebody listens to.");
    }

    internal void Message(MessageReceipt receipt) => _messages.Add(
        1, new KeyValuePair<string, object?>("outcome", OutcomeOf(receipt)));

    public static string OutcomeOf(MessageReceipt receipt) =>
        receipt.Refusal is { } refusal ? Name(refusal) : Name(receipt.Outcome);

    /// <param name="by"><c>customer</c> or <c>supervisor</c>.</param>
    internal void Rating(string by, string outcome) => _ratings.Add(
        1, new KeyValuePair<string, object?>("by", by), new KeyValuePair<string, object?>("outcome", outcome));

    internal void StreamOpened() => _streams.Add(1);

    internal void StreamClosed() => _streams.Add(-1);

    internal static string Name<TEnum>(TEnum value) where TEnum : struct, Enum => Wire<TEnum>.Name(value);
}
