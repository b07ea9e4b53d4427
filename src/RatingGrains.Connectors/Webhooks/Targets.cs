using System.Net;
using System.Net.Sockets;
using Microsoft.Extensions.Options;

namespace RatingGrains.Connectors.Webhooks;

/// <summary>Where webhooks may be. What counts is the address that a connection goes to: a name may resolve to another one
/// each time it is asked.</summary>
internal sealed class Targets(IOptions<WebhookOptions> options)
{
    private const int UrlMax = 2048;

    private readonly bool _allowHttp = options.Value.AllowHttp;
    private readonly IPNetwork[] _allowed =
        [.. options.Value.AllowedNetworks.Select(network => IPNetwork.Parse(network))];

    /// <summary>Why a webhook may not be there; null where it may, as far as its name says.</summary>
    public string? WhyNot(string url)
    {
        if (url.Length > UrlMax)
            return $"At most {UrlMax} characters.";
        if (!Uri.TryCreate(url, UriKind.Absolute, out var address)
            || (address.Scheme != Uri.UriSchemeHttps && address.Scheme != Uri.UriSchemeHttp) || address.Host.Length == 0)
            return "Must be an address like https://example.com/hook.";
        if (address.Scheme == Uri.UriSchemeHttp && !_allowHttp)
            return "Must be https; Webhooks:AllowHttp allows http.";
        if (address.UserInfo.Length > 0 || address.Fragment.Length > 0)
            return "Must have neither user nor fragment.";
        return IPAddress.TryParse(address.DnsSafeHost, out var literal) && !Allows(literal)
            ? "Must be on the public internet; Webhooks:AllowedNetworks allows others."
            : null;
    }

    public bool Allows(IPAddress address)
    {
        var plain = PublicInternet.Plain(address);
        foreach (var network in _allowed)
        {
            if (network.Contains(plain))
                return true;
        }
        return PublicInternet.Has(plain);
    }

    /// <summary>Connects to one of the name's addresses that may be called, and to no other.</summary>
    /// <exception cref="TargetRefusedException">None of them may.</exception>
    public async ValueTask<Stream> ConnectAsync(SocketsHttpConnectionContext context, CancellationToken cancellationToken)
    {
        var (host, port) = (context.DnsEndPoint.Host, context.DnsEndPoint.Port);
        var found = IPAddress.TryParse(host, out var literal)
            ? [literal]
            : await Dns.GetHostAddressesAsync(host, cancellationToken);
        var allowed = Array.FindAll(found, Allows);
        if (allowed.Length == 0)
            throw new TargetRefusedException();
        var socket = new Socket(SocketType.Stream, ProtocolType.Tcp) { NoDelay = true };
        try
        {
            await socket.ConnectAsync(allowed, port, cancellationToken);
            return new NetworkStream(socket, ownsSocket: true);
        }
        catch
        {
            socket.Dispose();
            throw;
        }
    }
}

/// <summary>The name of a webhook leads into a network that may not be called.</summary>
internal sealed class TargetRefusedException() : IOException("The address is not on the public internet.");
