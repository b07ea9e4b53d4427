using Microsoft.Extensions.Options;
using Microsoft.IdentityModel.Protocols;
using Microsoft.IdentityModel.Protocols.OpenIdConnect;

namespace RatingGrains.Api.OpenId;

/// <summary>What the provider publishes: its addresses, and the keys that it signs with. It is asked when that is first
/// needed, after an hour beside what goes on, and where a token was signed with a key that is not known yet. It may be
/// away: what it said last holds meanwhile, and it is not asked again at once. The library's own manager asks beside
/// the request that needs a new key, and so refuses it.</summary>
internal sealed partial class OpenIdProvider(
    IOptions<OpenIdOptions> options, TimeProvider clock, ILogger<OpenIdProvider> logger) : IDisposable
{
    private const string Discovery = "/.well-known/openid-configuration";
    private static readonly TimeSpan FreshFor = TimeSpan.FromHours(1);

    /// <summary>Tokens with made-up keys must not make us ask more often.</summary>
    private static readonly TimeSpan Pause = TimeSpan.FromSeconds(10);

    private readonly HttpClient _http = new() { Timeout = TimeSpan.FromSeconds(5) };
    private readonly CancellationTokenSource _ending = new();

    /// <summary>Never disposed of: whoever asks releases it yet, and it holds nothing.</summary>
    private readonly SemaphoreSlim _asking = new(1);
    private volatile Known? _known;
    private long _askedAtTicks;

    /// <summary>Where the console has to reach, as far as that is known: tokens may be given out at another origin than
    /// the authority's. An endpoint that is no address must not take the page from those who have keys.</summary>
    public IEnumerable<string> Origins => new[] { options.Value.Authority, _known?.Said.TokenEndpoint }
        .Select(address => Uri.TryCreate(address, UriKind.Absolute, out var uri)
            ? uri.GetLeftPart(UriPartial.Authority)
            : "")
        .Where(origin => origin.Length > 0).Distinct();

    /// <returns>Null where the provider has not been reached yet.</returns>
    public ValueTask<OpenIdConnectConfiguration?> GetAsync(CancellationToken cancellationToken)
    {
        if (_known is not { } known)
            return AskAsync(null, cancellationToken);
        // While one asks, those who know enough need not queue behind it.
        if (clock.GetUtcNow() - known.At >= FreshFor && _asking.CurrentCount > 0)
            _ = AskAsync(known.Said, CancellationToken.None).AsTask();
        return new(known.Said);
    }

    /// <returns>What it says now, if it is something else and it may be asked.</returns>
    public ValueTask<OpenIdConnectConfiguration?> GetNewerAsync(
        OpenIdConnectConfiguration seen, CancellationToken cancellationToken) => AskAsync(seen, cancellationToken);

    public void Dispose()
    {
        _ending.Cancel();
        _ending.Dispose();
        _http.Dispose();
    }

    private async ValueTask<OpenIdConnectConfiguration?> AskAsync(
        OpenIdConnectConfiguration? seen, CancellationToken cancellationToken)
    {
        await _asking.WaitAsync(cancellationToken);
        try
        {
            var now = clock.GetUtcNow();
            // Somebody else may have asked meanwhile.
            if (_known?.Said != seen || now.UtcTicks - _askedAtTicks < Pause.Ticks)
                return _known?.Said;
            _askedAtTicks = now.UtcTicks;
            _known = new(await FetchAsync(options.Value.Authority!), now);
        }
        catch (Exception) when (_ending.IsCancellationRequested)
        {
            // Nobody waits for it any more.
        }
        catch (Exception failure)
        {
            var cause = (failure.InnerException ?? failure).Message;
            Log.NotReached(logger, options.Value.Authority!, failure.Message, cause);
        }
        finally
        {
            _asking.Release();
        }
        return _known?.Said;
    }

    /// <summary>For all who wait, so none of them can cancel it; only the end of the host does.</summary>
    private async Task<OpenIdConnectConfiguration> FetchAsync(string authority)
    {
        var documents = new HttpDocumentRetriever(_http)
        { RequireHttps = authority.StartsWith("https:", StringComparison.OrdinalIgnoreCase) };
        var said = await OpenIdConnectConfigurationRetriever.GetAsync(
            authority.TrimEnd('/') + Discovery, documents, _ending.Token);
        // A document that speaks for another would let that one's tokens in.
        return said.Issuer?.TrimEnd('/') == authority.TrimEnd('/')
            ? said
            : throw new InvalidOperationException(
                $"It says that its issuer is '{said.Issuer}'; Auth:OpenId:Authority must be the same.");
    }

    private sealed record Known(OpenIdConnectConfiguration Said, DateTimeOffset At);

    private static partial class Log
    {
        [LoggerMessage(50, LogLevel.Warning, "The sign-in provider {Authority} cannot be used now. {Reason} {Cause}")]
        public static partial void NotReached(ILogger logger, string authority, string reason, string cause);
    }
}
