using BenchmarkDotNet.Columns;
using BenchmarkDotNet.Configs;
using BenchmarkDotNet.Jobs;
using BenchmarkDotNet.Loggers;
using BenchmarkDotNet.Reports;
using BenchmarkDotNet.Running;
using BenchmarkDotNet.Toolchains.InProcess.Emit;

namespace RatingGrains.Bench.Core;

/// <summary>Time and allocation of one turn, and of writing the snapshot that it makes.</summary>
internal static class CoreBench
{
    private const double RunMaxMicroseconds = 2;

    public static int Run()
    {
        // In this process: a project generated for each run would need a restore of its own.
        var job = Job.Default.WithToolchain(InProcessEmitToolchain.Instance)
            .WithWarmupCount(6).WithIterationCount(15).WithInvocationCount(1 << 18).WithUnrollFactor(16);
        var config = ManualConfig.CreateEmpty().AddJob(job).AddLogger(NullLogger.Instance)
            .AddColumnProvider(DefaultColumnProviders.Instance)
            .WithOptions(ConfigOptions.DisableLogFile).WithArtifactsPath(Path.GetTempPath());
        var summary = BenchmarkRunner.Run<RatingTurn>(config);
        if (summary.HasCriticalValidationErrors || summary.Reports.Any(report => !report.Success))
        {
            Console.Error.WriteLine(string.Join('\n', summary.ValidationErrors.Select(error => error.Message)));
            return 1;
        }

        var table = new Table("Turn", "Mean", "Deviation", "Allocated", "Bar");
        foreach (var report in summary.Reports)
            Add(table, report);
        MachineFacts.Print(Path.GetTempPath());
        table.Print("Core");
        return 0;
    }

    private static void Add(Table table, BenchmarkReport report)
    {
        var method = report.BenchmarkCase.Descriptor.WorkloadMethod.Name;
        var isRun = method == nameof(RatingTurn.Rate);
        var statistics = report.ResultStatistics!;
        table.Row(
            isRun ? "StateMachine.Run of a customer's rating" : "Writing its snapshot as JSON",
            $"{statistics.Mean / 1000:0.000} µs",
            $"{statistics.StandardDeviation / 1000:0.000} µs",
            $"{report.GcStats.GetBytesAllocatedPerOperation(report.BenchmarkCase):#,0} B",
            isRun ? $"≤ {RunMaxMicroseconds} µs" : "");
    }
}
