using System.Collections.Concurrent;
using System.Diagnostics;
using RatingGrains.Conversations;

namespace RatingGrains.Embedded.Demo;

/// <summary>Plays a working day of a small contact centre, through the public HTTP API only.</summary>
internal static class DemoPlayer
{
    public const int DefaultSeed = 1;

    /// <summary>Conversations that go on at one time.</summary>
    private const int AtOnce = 16;

    private static readonly TimeSpan CallLimit = TimeSpan.FromSeconds(30);

    /// <param name="seed">The same seed plays the same day; customers are new ones each time.</param>
    /// <exception cref="DemoException">The API answered other than the play foresees.</exception>
    public static async Task RunAsync(
        Uri baseAddress, string adminKey, DemoConsole console, CancellationToken cancellationToken,
        int seed = DefaultSeed)
    {
        using var http = new HttpClient { BaseAddress = baseAddress, Timeout = CallLimit };
        var admin = new DemoApi(http, adminKey);
        var plan = DemoPlan.Make(seed);
        console.Output.WriteLine($"A working day of a small contact centre (seed {seed}), played at {baseAddress}");
        console.Output.WriteLine(
            $"{DemoCast.Agents.Length} agents in 2 teams, {DemoCast.Supervisors.Length} supervisors, channels "
            + string.Join(", ", DemoCast.Channels.Select(channel => $"{channel.Id} ({channel.Connector})")));

        var elapsed = Stopwatch.StartNew();
        var stage = await DemoStage.SetAsync(admin, DateTimeOffset.UtcNow, cancellationToken);
        var progress = new DemoProgress(console.Output, console.IsTerminal, plan.Day.Count + plan.LateShift.Count);
        var played = new ConcurrentDictionary<Course, ConversationId>();
        await PlayAsync(stage, plan.Day, played, progress, cancellationToken);

        // What was asked before keeps its window; only what is asked from now on has the short one.
        var typed = DemoCast.Channels.First(channel => channel.IsTyped);
        await DemoStage.ConfigureAsync(admin, typed, DemoStage.ShortWindow, cancellationToken);
        await PlayAsync(stage, plan.LateShift, played, progress, cancellationToken);
        await DemoStage.ConfigureAsync(admin, typed, DemoStage.Window, cancellationToken);

        await ReadNotificationsAsync(stage, cancellationToken);
        var report = new DemoReport(console.Output, admin, plan, played, baseAddress);
        await report.WriteAsync(elapsed.Elapsed, cancellationToken);
    }

    private static Task PlayAsync(
        DemoStage stage, IReadOnlyList<PlannedConversation> planned,
        ConcurrentDictionary<Course, ConversationId> played, DemoProgress progress,
        CancellationToken cancellationToken) => Parallel.ForEachAsync(
        planned,
        new ParallelOptions { MaxDegreeOfParallelism = AtOnce, CancellationToken = cancellationToken },
        async (conversation, cancel) =>
        {
            played[conversation.Course] = await new ConversationPlay(stage, conversation, cancel).RunAsync();
            if (conversation.Again is { } again)
                await new ConversationPlay(stage, again, cancel).RunAsync();
            progress.Advance();
        });

    /// <summary>Some agents have looked at what they were told, the others have it before them.</summary>
    private static async Task ReadNotificationsAsync(DemoStage stage, CancellationToken cancellationToken)
    {
        foreach (var agent in DemoCast.Agents.Where((_, index) => index % 2 == 0))
        {
            var api = stage.Agents[agent.Id];
            var newest = await api.GetAsync<DemoPage<DemoNotification>>(
                $"agents/{agent.Id}/notifications?limit=1", cancellationToken);
            if (newest.Items is [{ Id: var upTo }, ..])
                await api.PostAsync<object?>($"agents/{agent.Id}/notifications/read", new { upTo }, cancellationToken);
        }
    }
}

/// <summary>Where the demo writes.</summary>
internal sealed record DemoConsole(TextWriter Output, bool IsTerminal)
{
    public static DemoConsole Standard { get; } = new(Console.Out, !Console.IsOutputRedirected);
}
