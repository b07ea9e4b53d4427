using System.Runtime.InteropServices;
using System.Text;
using System.Text.Json;

namespace RatingGrains.Connectors.Hooks;

/// <summary>Reads what others send without ever throwing: what is absent or of another kind is nothing, so that one odd
/// entry of a batch does not take the others with it.</summary>
internal static class HookJson
{
    extension(JsonElement element)
    {
        /// <summary>The field's value; undefined where there is none, or this is no object.</summary>
        public JsonElement Get(string name)
        {
            if (element.ValueKind != JsonValueKind.Object)
                return default;
            try
            {
                return element.TryGetProperty(name, out var value) ? value : default;
            }
            catch (InvalidOperationException)
            {
                // Some other field's name is no Unicode.
                return default;
            }
        }

        /// <summary>The list's entries; none where this is no list.</summary>
        public IEnumerable<JsonElement> Items() =>
            element.ValueKind == JsonValueKind.Array ? element.EnumerateArray() : [];

        public bool IsTrue => element.ValueKind == JsonValueKind.True;

        public long? Number() =>
            element.ValueKind == JsonValueKind.Number && element.TryGetInt64(out var number) ? number : null;

        /// <summary>A text; half a surrogate pair in it becomes U+FFFD, because messengers cut names and texts by code
        /// unit and a customer's word must not be lost for it.</summary>
        public string? Text()
        {
            if (element.ValueKind != JsonValueKind.String)
                return null;
            try
            {
                return element.GetString();
            }
            catch (InvalidOperationException)
            {
                return Mend(Encoding.UTF8.GetString(JsonMarshal.GetRawUtf8Value(element)[1..^1]));
            }
        }

        /// <summary>An id of theirs, be it written as a text or as a number of any size.</summary>
        public string? Id() => element.ValueKind switch
        {
            JsonValueKind.String => element.Text(),
            JsonValueKind.Number => element.GetRawText(),
            _ => null,
        };
    }

    /// <summary>Undoes the escapes of a JSON text, and replaces what is no character.</summary>
    private static string Mend(string escaped)
    {
        var text = new StringBuilder(escaped.Length);
        for (var i = 0; i < escaped.Length; i++)
        {
            if (escaped[i] != '\\')
            {
                text.Append(escaped[i]);
                continue;
            }
            i++;
            text.Append(escaped[i] switch
            {
                'b' => '\b',
                'f' => '\f',
                'n' => '\n',
                'r' => '\r',
                't' => '\t',
                'u' => (char)Convert.ToInt32(escaped.Substring((i += 4) - 3, 4), 16),
                var other => other,
            });
        }
        // Writing it as UTF-8 replaces surrogates that have lost their other half.
        return Encoding.UTF8.GetString(Encoding.UTF8.GetBytes(text.ToString()));
    }
}
