using RatingGrains.Ports;
using RatingGrains.Sql;

namespace RatingGrains.Silo.Stores;

/// <summary>Renews what this silo keeps in memory when another silo has changed it: at the beat, and where that was
/// missed, half a second later at most.</summary>
internal sealed partial class StoreRefresh(
    IStoreDatabase database, IStreamPulses pulses, IEnumerable<IRefreshed> views, ILogger<StoreRefresh> log)
    : BackgroundService
{
    private static readonly TimeSpan Every = TimeSpan.FromMilliseconds(500);

    private readonly Dictionary<string, long> _seen = new(StringComparer.Ordinal);

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        using var pulse = pulses.Listen(Marks.Stream);
        while (!stoppingToken.IsCancellationRequested)
        {
            var beat = pulse.Next;
            try
            {
                await RefreshAsync(stoppingToken);
            }
            catch (StoreUnavailableException unavailable)
            {
                Log.NotRefreshed(log, unavailable);
            }
            catch (OperationCanceledException) when (stoppingToken.IsCancellationRequested)
            {
                return;
            }
            await Task.WhenAny(beat, Task.Delay(Every, stoppingToken));
        }
    }

    private async Task RefreshAsync(CancellationToken cancellationToken)
    {
        var marks = await Marks.ReadAsync(database, cancellationToken);
        foreach (var view in views)
        {
            var mark = marks.GetValueOrDefault(view.Mark);
            if (_seen.GetValueOrDefault(view.Mark, -1) == mark)
                continue;
            await view.RefreshAsync(cancellationToken);
            _seen[view.Mark] = mark;
        }
    }

    private static partial class Log
    {
        [LoggerMessage(20, LogLevel.Warning, "Keys could not be read now; those known are used, and they are asked for again.")]
        public static partial void NotRefreshed(ILogger logger, Exception unavailable);
    }
}
