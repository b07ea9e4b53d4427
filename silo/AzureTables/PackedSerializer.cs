using System.Buffers.Binary;
using System.IO.Compression;
using Orleans.Storage;

namespace RatingGrains.Silo.AzureTables;

/// <summary>Records as they are, and large ones compressed. A row takes 15 × 64 KiB; a flooded thread and a channel with ten
/// thousand agents are larger than that, and a third of it when packed.</summary>
internal sealed class PackedSerializer(IGrainStorageSerializer records) : IGrainStorageSerializer
{
    /// <summary>No JSON begins with it.</summary>
    private const byte Mark = 1;

    /// <summary>The mark, and the length of what is packed.</summary>
    private const int HeadSize = 1 + sizeof(int);

    /// <summary>Below it a record is worth more to whoever looks into the table than the space is.</summary>
    private const int PlainMax = 32 * 1024;

    // Names of agents come twice, far from one another: in the settings and in what is about to be shown of them.
    private const int Window = 22;
    private const int Quality = 4;

    public BinaryData Serialize<T>(T? input)
    {
        var plain = records.Serialize(input);
        return plain.ToMemory().Length <= PlainMax ? plain : Pack(plain.ToMemory().Span);
    }

    public T? Deserialize<T>(BinaryData input)
    {
        var stored = input.ToMemory();
        return records.Deserialize<T>(stored.Length > HeadSize && stored.Span[0] == Mark ? Unpack(stored.Span) : input);
    }

    private static BinaryData Pack(ReadOnlySpan<byte> plain)
    {
        var packed = new byte[HeadSize + BrotliEncoder.GetMaxCompressedLength(plain.Length)];
        packed[0] = Mark;
        BinaryPrimitives.WriteInt32LittleEndian(packed.AsSpan(1), plain.Length);
        if (!BrotliEncoder.TryCompress(plain, packed.AsSpan(HeadSize), out var length, Quality, Window))
            throw new InvalidDataException("A record could not be packed.");
        return new BinaryData(packed.AsMemory(0, HeadSize + length));
    }

    private static BinaryData Unpack(ReadOnlySpan<byte> packed)
    {
        var plain = new byte[BinaryPrimitives.ReadInt32LittleEndian(packed[1..])];
        if (!BrotliDecoder.TryDecompress(packed[HeadSize..], plain, out var length) || length != plain.Length)
            throw new InvalidDataException("A packed record is broken.");
        return new BinaryData(plain);
    }
}
