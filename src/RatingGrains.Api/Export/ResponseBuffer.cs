using System.IO.Pipelines;

namespace RatingGrains.Api.Export;

/// <summary>Takes what is written without ever waiting, and hands it to the response when it is flushed: the formats
/// write synchronously, which a response forbids.</summary>
internal sealed class ResponseBuffer(PipeWriter response) : Stream
{
    /// <summary>Bytes that wait for a flush.</summary>
    public long Pending { get; private set; }

    public override bool CanRead => false;

    public override bool CanSeek => false;

    public override bool CanWrite => true;

    public override long Length => throw new NotSupportedException();

    public override long Position
    {
        get => throw new NotSupportedException();
        set => throw new NotSupportedException();
    }

    public override void Write(ReadOnlySpan<byte> buffer)
    {
        while (!buffer.IsEmpty)
        {
            var space = response.GetSpan();
            var part = buffer[..Math.Min(space.Length, buffer.Length)];
            part.CopyTo(space);
            response.Advance(part.Length);
            Pending += part.Length;
            buffer = buffer[part.Length..];
        }
    }

    public override void Write(byte[] buffer, int offset, int count) => Write(buffer.AsSpan(offset, count));

    /// <summary>Nothing: what waits is sent by <see cref="FlushAsync"/> alone.</summary>
    public override void Flush()
    {
    }

    public override async Task FlushAsync(CancellationToken cancellationToken)
    {
        Pending = 0;
        await response.FlushAsync(cancellationToken);
    }

    public override int Read(byte[] buffer, int offset, int count) => throw new NotSupportedException();

    public override long Seek(long offset, SeekOrigin origin) => throw new NotSupportedException();

    public override void SetLength(long value) => throw new NotSupportedException();
}
