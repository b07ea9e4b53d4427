using System.Buffers.Binary;
using System.Reflection;
using System.Security.Cryptography;
using System.Text;

namespace RatingGrains.Api.Idempotency;

/// <summary>What an <c>Idempotency-Key</c> makes of a command: the same key gives the same id, so that an engine that
/// did the command before a crash does not do it again after. Null where there is no key.</summary>
internal readonly record struct CommandId(long? Value)
{
    private const char Separator = '\u001f';

    public static ValueTask<CommandId> BindAsync(HttpContext context, ParameterInfo parameter) =>
        new(context.Features.Get<Holder>()?.Id ?? default);

    public static void Set(HttpContext context, string caller, string key)
    {
        var hash = SHA256.HashData(Encoding.UTF8.GetBytes(string.Join(Separator, caller, key, context.Request.Path)));
        context.Features.Set(new Holder(new CommandId(BinaryPrimitives.ReadInt64LittleEndian(hash))));
    }

    private sealed record Holder(CommandId Id);
}
