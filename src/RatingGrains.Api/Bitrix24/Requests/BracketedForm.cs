using System.Text;

namespace RatingGrains.Api.Bitrix24.Requests;

/// <summary>Forms and queries with PHP's brackets: <c>a[b][0]=x&amp;a[c]=y&amp;d[]=z</c>.</summary>
internal static class BracketedForm
{
    public const int FieldsMax = 10_000;
    public const int DepthMax = 32;

    /// <returns>Null where there are too many fields, or one lies too deep.</returns>
    public static Parameter? Read(ReadOnlySpan<char> form)
    {
        var root = Parameter.Branch();
        var fields = 0;
        foreach (var range in form.Split('&'))
        {
            var field = form[range];
            if (field.IsEmpty)
                continue;
            var equals = field.IndexOf('=');
            var name = Decode(equals < 0 ? field : field[..equals]);
            if (++fields > FieldsMax || !Put(root, name, Decode(equals < 0 ? "" : field[(equals + 1)..])))
                return null;
        }
        return root;
    }

    /// <returns>False where the name lies too deep.</returns>
    public static bool Put(Parameter root, string name, string value)
    {
        if (PathOf(name) is not { } path)
            return false;
        var branch = root;
        foreach (var step in path.AsSpan(..^1))
        {
            var next = step.Length == 0 ? null : branch.Exactly(step);
            if (next is not { IsBranch: true })
            {
                next = Parameter.Branch();
                _ = step.Length == 0 ? branch.WithNext(next) : branch.With(step, next);
            }
            branch = next;
        }
        _ = path[^1].Length == 0 && path.Length > 1
            ? branch.WithNext(Parameter.Of(value))
            : branch.With(path[^1], Parameter.Of(value));
        return true;
    }

    /// <summary>The steps of a name; one that is not well bracketed is a single step. Null: too deep.</summary>
    private static string[]? PathOf(string name)
    {
        var open = name.IndexOf('[');
        if (open <= 0 || name[^1] != ']')
            return [name];
        var path = new List<string> { name[..open] };
        for (var at = open; at < name.Length;)
        {
            var close = name.IndexOf(']', at);
            if (name[at] != '[' || close < 0)
                return [name];
            if (path.Count == DepthMax)
                return null;
            path.Add(name[(at + 1)..close]);
            at = close + 1;
        }
        return [.. path];
    }

    /// <summary>Percent signs and pluses; bytes that are no UTF-8 become U+FFFD, half a surrogate pair too.</summary>
    private static string Decode(ReadOnlySpan<char> text)
    {
        if (text.IndexOfAny('%', '+') < 0)
            return text.ToString();
        var bytes = new byte[Encoding.UTF8.GetMaxByteCount(text.Length)];
        var length = 0;
        for (var at = 0; at < text.Length; at++)
        {
            if (text[at] == '%' && at + 2 < text.Length
                && char.IsAsciiHexDigit(text[at + 1]) && char.IsAsciiHexDigit(text[at + 2]))
            {
                bytes[length++] = Convert.ToByte(text.Slice(at + 1, 2).ToString(), 16);
                at += 2;
                continue;
            }
            var plain = text[at] == '+' ? " " : text[at..];
            Rune.DecodeFromUtf16(plain, out var rune, out var taken);
            length += rune.EncodeToUtf8(bytes.AsSpan(length));
            at += taken - 1;
        }
        return Encoding.UTF8.GetString(bytes, 0, length);
    }
}
