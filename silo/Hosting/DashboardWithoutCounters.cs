namespace RatingGrains.Silo.Hosting;

/// <summary>The dashboard collects all of Orleans' counters once a second for a table of one page, and one of them asks every
/// activation of the silo how much it has to do: at a hundred thousand a tenth of a core, whether or not somebody looks.
/// The interval has no setting, so the collecting is ended; figures, profiler, silos and reminders are counted elsewhere.
/// Who wants the counters gets them by OTLP.</summary>
internal sealed class DashboardWithoutCounters(IServiceProvider services) : IHostedService
{
    private const string Collecting = "Orleans.Dashboard.DashboardHost";

    /// <summary>All that the host of the dashboard still has after its start is the collecting.</summary>
    public Task StartAsync(CancellationToken cancellationToken)
    {
        foreach (var host in services.GetServices<IHostedService>())
        {
            if (host.GetType().FullName == Collecting)
                (host as IDisposable)?.Dispose();
        }
        return Task.CompletedTask;
    }

    public Task StopAsync(CancellationToken cancellationToken) => Task.CompletedTask;
}
