using System.Net.Sockets;
using Microsoft.AspNetCore.Connections;
using Microsoft.Extensions.Options;

namespace RatingGrains.Api.Hosting;

/// <summary>Says in one line why a host did not start, where that is the same for every host.</summary>
public static class StartFailure
{
    /// <param name="urls">Where it was to listen.</param>
    /// <returns>Null where it is something else: the host's own, or a crash to be shown with its trace.</returns>
    public static string? Describe(Exception failure, string urls) => failure switch
    {
        OptionsValidationException invalid => "A setting is wrong: " + string.Join(" ", invalid.Failures),
        AddressInUseException => InUse(urls),
        SocketException { SocketErrorCode: SocketError.AddressAlreadyInUse or SocketError.AddressNotAvailable or SocketError.AccessDenied } socket =>
            CannotListen(urls, socket),
        IOException { InnerException: AddressInUseException } => InUse(urls),
        IOException { InnerException: SocketException socket } => CannotListen(urls, socket),
        InvalidOperationException { InnerException: FormatException } wrong => $"A setting is wrong: {wrong.Message}",
        _ => null,
    };

    private static string InUse(string urls) => $"The address is in use: {urls}. Choose another by --urls.";

    private static string CannotListen(string urls, SocketException socket) => $"Cannot listen at {urls}: {socket.Message}.";
}
