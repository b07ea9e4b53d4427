using System.Collections.Concurrent;
using System.Diagnostics;
using RatingGrains.Api.Operations;
using RatingGrains.Silo.Stores;

namespace RatingGrains.Silo.PostgreSql;

public sealed class When_calls_share_a_commit
{
    private const string Name = "A commit of this test";

    [Fact]
    public async Task Its_trace_is_of_its_own_and_linked_with_each_of_theirs()
    {
        var spans = new ConcurrentQueue<Activity>();
        using var listener = new ActivityListener
        {
            ShouldListenTo = source => source.Name is RatingTracing.SourceName,
            Sample = (ref ActivityCreationOptions<ActivityContext> _) => ActivitySamplingResult.AllData,
            ActivityStopped = spans.Enqueue,
        };
        ActivitySource.AddActivityListener(listener);
        var (begun, goOn) = (new TaskCompletionSource(), new TaskCompletionSource());
        await using var commits = new GroupCommit<int>(Name, _ =>
        {
            begun.TrySetResult();
            return goOn.Task;
        });

        // While the first is under way the next two gather.
        var first = CallAsync();
        await begun.Task;
        var (second, third) = (CallAsync(), CallAsync());
        goOn.SetResult();
        var callers = await Task.WhenAll(first, second, third);

        var commit = Assert.Single(spans, span => span.OperationName == Name && span.Links.Count() == 2);
        Assert.DoesNotContain(commit.TraceId, callers.Select(caller => caller.TraceId));
        Assert.Equal(callers.Skip(1), commit.Links.Select(link => link.Context));

        async Task<ActivityContext> CallAsync()
        {
            using var caller = new Activity("caller");
            caller.ActivityTraceFlags = ActivityTraceFlags.Recorded;
            caller.SetParentId(ActivityTraceId.CreateRandom(), ActivitySpanId.CreateRandom());
            caller.Start();
            await commits.AddAsync(0, default);
            return caller.Context;
        }
    }

    [Fact]
    public async Task While_many_come_a_commit_waits_for_more()
    {
        var sizes = new List<int>();
        var (begun, goOn) = (new TaskCompletionSource(), new TaskCompletionSource());
        await using var commits = new GroupCommit<int>(
            Name,
            items =>
            {
                sizes.Add(items.Count);
                begun.TrySetResult();
                return goOn.Task;
            },
            pause: TimeSpan.FromSeconds(1));
        var first = commits.AddAsync(0, default);
        await begun.Task;
        var many = Enumerable.Range(0, 4).Select(item => commits.AddAsync(item, default)).ToArray();
        goOn.SetResult();
        await first;
        var last = commits.AddAsync(0, default);
        await Task.WhenAll([.. many, last]);

        Assert.Equal([1, 5], sizes);
    }

    [Fact]
    public async Task One_that_comes_alone_waits_for_nobody()
    {
        await using var commits = new GroupCommit<int>(Name, _ => Task.CompletedTask, pause: TimeSpan.FromDays(1));
        for (var i = 0; i < 3; i++)
            await commits.AddAsync(i, default).WaitAsync(TimeSpan.FromSeconds(30));
    }
}
