namespace RatingGrains.Silo.Cluster;

/// <summary>Fills the silo's directory before it takes calls, and keeps it at most a second old.</summary>
internal sealed partial class DirectoryRefresh(
    IDirectorySource source, SiloDirectory directory, ILogger<DirectoryRefresh> log) : ILifecycleParticipant<ISiloLifecycle>
{
    /// <summary>With the time of one reading, and of the delivery before it, it stays under a second.</summary>
    private static readonly TimeSpan Pause = TimeSpan.FromMilliseconds(500);

    private readonly CancellationTokenSource _stop = new();
    private Task _refreshing = Task.CompletedTask;
    private long _mark;

    public void Participate(ISiloLifecycle lifecycle) => lifecycle.Subscribe(
        nameof(DirectoryRefresh), ServiceLifecycleStage.ApplicationServices, StartAsync, StopAsync);

    private async Task StartAsync(CancellationToken cancellationToken)
    {
        await LoadAsync(cancellationToken);
        _refreshing = Task.Run(RefreshAsync, CancellationToken.None);
    }

    private async Task StopAsync(CancellationToken cancellationToken)
    {
        await _stop.CancelAsync();
        await _refreshing;
    }

    private async Task RefreshAsync()
    {
        using var pause = new PeriodicTimer(Pause);
        try
        {
            while (await pause.WaitForNextTickAsync(_stop.Token))
                await TryLoadAsync();
        }
        catch (OperationCanceledException)
        {
            // The silo stops.
        }
    }

    private async Task TryLoadAsync()
    {
        try
        {
            await LoadAsync(_stop.Token);
        }
        catch (Exception broken) when (!_stop.IsCancellationRequested)
        {
            // What is known stays in force; the next reading catches up.
            Log.NotRefreshed(log, broken);
        }
    }

    private async Task LoadAsync(CancellationToken cancellationToken)
    {
        var changes = await source.ChangesAsync(_mark, cancellationToken);
        directory.Set(changes);
        _mark = changes.Mark;
    }

    private static partial class Log
    {
        [LoggerMessage(20, LogLevel.Warning, "The directory of channels and agents could not be read; the last one stays in force.")]
        public static partial void NotRefreshed(ILogger logger, Exception broken);
    }
}
