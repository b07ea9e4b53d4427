using System.Diagnostics;
using Xunit.Abstractions;

namespace RatingGrains.Faults;

/// <summary>Each takes the whole machine, so nothing runs beside it.</summary>
[CollectionDefinition(Name, DisableParallelization = true)]
public sealed class Faults
{
    public const string Name = "Faults";
}

/// <summary>Two silos under load, and what is done to them.</summary>
/// <param name="settings">Of both silos, over those of the tests.</param>
[Collection(Faults.Name)]
public abstract class FaultTest(ITestOutputHelper output, params string[] settings) : IAsyncLifetime
{
    private protected TwoSilos Cluster { get; private set; } = null!;

    protected ITestOutputHelper Output => output;

    public async Task InitializeAsync() => Cluster = await TwoSilos.StartAsync(settings);

    public async Task DisposeAsync()
    {
        Cluster.Show(output);
        await Cluster.DisposeAsync();
    }

    /// <summary>What callers felt of the fault.</summary>
    private protected void Tell(string what, Caller caller, long fault)
    {
        var slow = caller.Calls.Where(call => call.End > fault && call.Took > TimeSpan.FromSeconds(1)).ToArray();
        var until = slow.Length == 0 ? TimeSpan.Zero : Stopwatch.GetElapsedTime(fault, slow.Max(call => call.End));
        output.WriteLine(
            $"{what}: every call was answered within a second again after {until.TotalSeconds:0.0} s; the slowest took "
            + $"{caller.Calls.Max(call => call.Took).TotalSeconds:0.0} s, {slow.Length} of {caller.Calls.Count} more than a second. "
            + $"{caller.Failures.Count(failure => failure.Status is null)} attempts found nobody, "
            + $"{caller.Failures.Count(failure => failure.Status is not null)} were answered 503, and were sent again.");
    }
}
