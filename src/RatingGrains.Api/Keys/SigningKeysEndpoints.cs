using Microsoft.AspNetCore.Http.HttpResults;
using RatingGrains.Ports;

namespace RatingGrains.Api.Keys;

internal static class SigningKeysEndpoints
{
    public static void MapSigningKeys(this IEndpointRouteBuilder api) =>
        api.MapPost("/signing-keys/rotate", RotateAsync).By(Rights.Administer)
            .WithTags("Keys").WithName("RotateSigningKeys")
            .WithSummary("Makes a new key for signing customers' tokens; tokens of the one before stay valid.");

    private static async Task<NoContent> RotateAsync(ISigningKeys keys, CancellationToken cancellationToken)
    {
        await keys.RotateAsync(cancellationToken);
        return TypedResults.NoContent();
    }
}
