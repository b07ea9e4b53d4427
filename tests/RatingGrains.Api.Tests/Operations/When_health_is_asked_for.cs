using System.Net;
using Microsoft.Extensions.DependencyInjection;
using RatingGrains.Api.Host;
using RatingGrains.Ports;

namespace RatingGrains.Api.Operations;

public sealed class When_health_is_asked_for
{
    [Fact]
    public async Task the_process_runs_and_the_store_answers_without_any_key()
    {
        await using var host = await ApiHost.StartAsync();

        Assert.Equal("live", (await host.Nobody.GetAsync("/health/live")).Good.GetProperty("status").GetString());
        Assert.Equal("ready", (await host.Nobody.GetAsync("/health/ready")).Good.GetProperty("status").GetString());
    }

    [Fact]
    public async Task a_store_that_does_not_answer_is_not_ready_while_the_process_is_live()
    {
        await using var host = await ApiHost.StartAsync(services => services.AddSingleton<IStoreHealth, Silence>());

        (await host.Nobody.GetAsync("/health/live")).Is(HttpStatusCode.OK);
        var ready = (await host.Nobody.GetAsync("/health/ready")).Is(HttpStatusCode.ServiceUnavailable);
        Assert.Equal("urn:rating-grains:storeUnavailable", ready.Body.GetProperty("type").GetString());
        Assert.NotNull(ready.Message.Headers.RetryAfter);
    }

    [Fact]
    public async Task probes_are_never_too_many()
    {
        await using var host = await ApiHost.StartAsync(settings: ["--RateLimits:PerAddressPerSecond", "1"]);

        for (var i = 0; i < 50; i++)
            (await host.Nobody.GetAsync(i % 2 == 0 ? "/health/live" : "/health/ready")).Is(HttpStatusCode.OK);
    }

    private sealed class Silence : IStoreHealth
    {
        public Task<bool> IsReadyAsync(CancellationToken cancellationToken) => Task.FromResult(false);
    }
}
