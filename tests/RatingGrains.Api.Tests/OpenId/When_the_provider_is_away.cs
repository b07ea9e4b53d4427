using System.Net;
using System.Net.Sockets;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Options;
using RatingGrains.Api.Host;
using RatingGrains.Api.Messengers;

namespace RatingGrains.Api.OpenId;

public sealed class When_the_provider_is_away : IAsyncLifetime
{
    private static readonly TimeSpan Pause = TimeSpan.FromSeconds(10), Hours = TimeSpan.FromHours(2);
    private readonly TestClock _clock = new();
    private SignInProvider _provider = null!;

    public async Task InitializeAsync() => _provider = await SignInProvider.StartAsync(_clock);

    public async Task DisposeAsync() => await _provider.DisposeAsync();

    [Fact]
    public async Task the_host_starts_and_keys_sign_in()
    {
        var (settings, token) = (_provider.Settings, _provider.Token("root"));
        await _provider.DisposeAsync();
        await using var host = await ApiHost.StartAtAsync(_clock, settings);

        (await host.Admin.GetAsync("me")).Is(HttpStatusCode.OK);
        (await host.As("wrong").GetAsync("me")).Is(HttpStatusCode.Unauthorized);
        var answer = (await host.As(token).GetAsync("me")).Is(HttpStatusCode.ServiceUnavailable);

        Assert.Equal("signInUnavailable", answer.Code);
        Assert.NotNull(answer.Message.Headers.RetryAfter);
    }

    [Fact]
    public async Task once_it_is_there_its_tokens_are_taken()
    {
        var (settings, address) = (_provider.Settings, _provider.Authority);
        await _provider.DisposeAsync();
        await using var host = await ApiHost.StartAtAsync(_clock, settings);
        (await host.As("a.b.c").GetAsync("me")).Is(HttpStatusCode.ServiceUnavailable);

        await using var back = await SignInProvider.StartAsync(_clock, address);
        _clock.Advance(Pause);

        (await host.As(back.Token("root")).GetAsync("me")).Is(HttpStatusCode.OK);
    }

    [Fact]
    public async Task what_it_said_last_holds()
    {
        await using var host = await ApiHost.StartAtAsync(_clock, _provider.Settings);
        var (now, later) = (_provider.Token("root"), _provider.Token("root", until: 2 * Hours));
        (await host.As(now).GetAsync("me")).Is(HttpStatusCode.OK);

        await _provider.DisposeAsync();
        _clock.Advance(Hours);

        (await host.As(later).GetAsync("me")).Is(HttpStatusCode.OK);
        (await host.As(later).GetAsync("me")).Is(HttpStatusCode.OK);
    }

    [Fact]
    public async Task what_is_asked_while_the_host_ends_ends_with_it_and_nothing_is_said_of_it()
    {
        using var silent = new TcpListener(IPAddress.Loopback, 0);
        silent.Start();
        var noted = new NotedLogs();
        using var logs = LoggerFactory.Create(builder => builder.AddProvider(noted));
        var options = Options.Create(new OpenIdOptions { Authority = $"http://{silent.LocalEndpoint}" });
        var provider = new OpenIdProvider(options, _clock, logs.CreateLogger<OpenIdProvider>());
        var (first, second) = (provider.GetAsync(default).AsTask(), provider.GetAsync(default).AsTask());
        using var asked = await silent.AcceptTcpClientAsync();

        provider.Dispose();

        Assert.Null(await first);
        Assert.Null(await second);
        Assert.Empty(noted.Lines);
    }

    [Fact]
    public async Task one_that_speaks_for_another_is_not_believed()
    {
        var elsewhere = _provider.Authority.Replace("127.0.0.1", "localhost", StringComparison.Ordinal);
        await using var host = await ApiHost.StartAtAsync(
            _clock, [.. _provider.Settings, $"Auth:OpenId:Authority={elsewhere}"]);

        var answer = await host.As(_provider.Token("root")).GetAsync("me");

        Assert.Equal("signInUnavailable", answer.Is(HttpStatusCode.ServiceUnavailable).Code);
    }
}
