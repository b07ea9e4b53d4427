using System.Diagnostics;

namespace RatingGrains.Bench.Http;

/// <summary>What one run of requests came to.</summary>
/// <param name="HostProcessor">Processor time that the host took for it.</param>
internal sealed record LoadRun(int Requests, TimeSpan Took, TimeSpan P50, TimeSpan P99, TimeSpan HostProcessor)
{
    public double PerSecond => Requests / Took.TotalSeconds;

    public double HostMicroseconds => HostProcessor.TotalMicroseconds / Requests;

    /// <summary>Sends so many requests over so many connections, each connection one request at a time.</summary>
    /// <param name="hosts">Those that the requests go to.</param>
    /// <param name="request">The n-th request, from 0.</param>
    public static async Task<LoadRun> MeasureAsync(
        IReadOnlyList<HostProcess> hosts, int connections, int requests, Func<int, HttpRequestMessage> request)
    {
        using var client = new HttpMessageInvoker(new SocketsHttpHandler
        {
            MaxConnectionsPerServer = connections,
            UseCookies = false,
            UseProxy = false,
            ActivityHeadersPropagator = null,
        });
        await Task.WhenAll(hosts.SelectMany(host => Enumerable.Repeat(host, connections / hosts.Count))
            .Select(host => OpenAsync(host, client)));

        var times = new TimeSpan[requests];
        var next = -1;
        var before = ProcessorTime(hosts);
        var start = Stopwatch.GetTimestamp();
        await Task.WhenAll(Enumerable.Range(0, connections).Select(_ => Task.Run(SendManyAsync)));
        var took = Stopwatch.GetElapsedTime(start);
        return new LoadRun(
            requests, took, Samples.Percentile(times, 50), Samples.Percentile(times, 99), ProcessorTime(hosts) - before);

        async Task SendManyAsync()
        {
            while (Interlocked.Increment(ref next) is var i && i < requests)
            {
                using var message = request(i);
                var sent = Stopwatch.GetTimestamp();
                await SendAsync(client, message);
                times[i] = Stopwatch.GetElapsedTime(sent);
            }
        }
    }

    private static TimeSpan ProcessorTime(IReadOnlyList<HostProcess> hosts) =>
        TimeSpan.FromTicks(hosts.Sum(host => host.ProcessorTime.Ticks));

    /// <summary>Connections are made before the clock runs.</summary>
    private static async Task OpenAsync(HostProcess host, HttpMessageInvoker client)
    {
        using var message = new HttpRequestMessage(HttpMethod.Get, new Uri(host.Address, "/health/live"));
        await SendAsync(client, message);
    }

    private static async Task SendAsync(HttpMessageInvoker client, HttpRequestMessage message)
    {
        using var answer = await client.SendAsync(message, CancellationToken.None);
        if (!answer.IsSuccessStatusCode)
        {
            throw new InvalidOperationException(
                $"{message.Method} {message.RequestUri} was answered {(int)answer.StatusCode}: "
                + await answer.Content.ReadAsStringAsync());
        }
        await answer.Content.CopyToAsync(Stream.Null);
    }
}
