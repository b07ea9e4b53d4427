using System.Buffers;
using System.Buffers.Text;
using System.Diagnostics;
using System.Text.Unicode;

namespace RatingGrains.Api.Export;

/// <summary>Builds XML as UTF-8 in one buffer that is used over and over, so that a row costs no allocation.</summary>
internal sealed class XmlBuffer : IDisposable
{
    private const int Size = 64 * 1024;

    /// <summary>Markup, what XML 1.0 cannot hold, and the underscore that begins spreadsheets' escapes.</summary>
    private static readonly SearchValues<char> Special = SearchValues.Create(
        [.. "&<>_\uFFFE\uFFFF", .. Enumerable.Range(0, ' ').Select(code => (char)code).Except(['\t', '\n'])]);

    private readonly byte[] _bytes = ArrayPool<byte>.Shared.Rent(Size);
    private int _length;

    /// <summary>Where the buffer goes when it is full.</summary>
    public Stream Target { get; set; } = Stream.Null;

    public void Raw(ReadOnlySpan<byte> utf8)
    {
        Reserve(utf8.Length);
        utf8.CopyTo(_bytes.AsSpan(_length));
        _length += utf8.Length;
    }

    /// <param name="digits">Padded with zeros to so many.</param>
    public void Integer(long value, byte digits = 0)
    {
        Reserve(20);
        var format = digits == 0 ? default : new StandardFormat('D', digits);
        var fits = Utf8Formatter.TryFormat(value, _bytes.AsSpan(_length), out var written, format);
        Debug.Assert(fits);
        _length += written;
    }

    /// <summary>Text of an element. What XML 1.0 cannot hold is written as spreadsheets write it, <c>_xHHHH_</c>, and
    /// so is an underscore that would otherwise be read as the beginning of one.</summary>
    public void Text(ReadOnlySpan<char> text)
    {
        while (text.IndexOfAny(Special) is var at and >= 0)
        {
            Plain(text[..at]);
            Escape(text[at..]);
            text = text[(at + 1)..];
        }
        Plain(text);
    }

    public void Flush()
    {
        Target.Write(_bytes, 0, _length);
        _length = 0;
    }

    public void Dispose() => ArrayPool<byte>.Shared.Return(_bytes);

    private void Plain(ReadOnlySpan<char> text)
    {
        while (!text.IsEmpty)
        {
            var status = Utf8.FromUtf16(
                text, _bytes.AsSpan(_length), out var read, out var written, replaceInvalidSequences: false);
            _length += written;
            text = text[read..];
            if (status == OperationStatus.DestinationTooSmall)
                Flush();
            else if (status == OperationStatus.InvalidData)
            {
                Code(text[0]);
                text = text[1..];
            }
        }
    }

    private void Escape(ReadOnlySpan<char> text)
    {
        switch (text[0])
        {
            case '&':
                Raw("&amp;"u8);
                break;
            case '<':
                Raw("&lt;"u8);
                break;
            case '>':
                Raw("&gt;"u8);
                break;
            case '\r':
                Raw("&#13;"u8);
                break;
            case '_' when !LooksEscaped(text):
                Raw("_"u8);
                break;
            default:
                Code(text[0]);
                break;
        }
    }

    private static bool LooksEscaped(ReadOnlySpan<char> text) =>
        text.Length >= 7 && text[1] == 'x' && text[6] == '_' && char.IsAsciiHexDigit(text[2])
        && char.IsAsciiHexDigit(text[3]) && char.IsAsciiHexDigit(text[4]) && char.IsAsciiHexDigit(text[5]);

    private void Code(char character)
    {
        Reserve(7);
        var fits = Utf8.TryWrite(_bytes.AsSpan(_length), $"_x{(int)character:X4}_", out var written);
        Debug.Assert(fits);
        _length += written;
    }

    private void Reserve(int bytes)
    {
        if (_bytes.Length - _length < bytes)
            Flush();
    }
}
