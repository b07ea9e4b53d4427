using System.Text;
using System.Text.Encodings.Web;
using System.Text.Json;
using System.Text.Json.Nodes;
using System.Xml;

namespace RatingGrains.Api.Bitrix24.Answers;

/// <summary>Writes a reply as clients expect it, in JSON or XML.</summary>
internal static class Envelope
{
    private static readonly JsonWriterOptions Json = new() { Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping };

    public static JsonObject Of(RestReply reply, DateTimeOffset start, DateTimeOffset finish)
    {
        if (reply.Error is { } error)
            return Of(error);
        var envelope = new JsonObject { ["result"] = reply.Result };
        if (reply.Next is { } next)
            envelope["next"] = next;
        if (reply.Total is { } total)
            envelope["total"] = total;
        envelope["time"] = RestTime.Between(start, finish);
        return envelope;
    }

    public static JsonObject Of(RestError error)
    {
        var envelope = new JsonObject { ["error"] = error.Code, ["error_description"] = error.Description };
        if (error.Argument is { } argument)
            envelope["argument"] = argument;
        return envelope;
    }

    public static async Task WriteAsync(HttpResponse response, int status, JsonObject envelope, bool asXml)
    {
        response.StatusCode = status;
        response.ContentType = asXml ? "text/xml; charset=utf-8" : "application/json; charset=utf-8";
        AllowOrigins(response);
        var bytes = asXml ? Xml(envelope) : Text(envelope);
        response.ContentLength = bytes.Length;
        await response.Body.WriteAsync(bytes, response.HttpContext.RequestAborted);
    }

    /// <summary>The key is in the request and never in a cookie, so no page gains anything by another's browser.</summary>
    public static void AllowOrigins(HttpResponse response)
    {
        response.Headers.AccessControlAllowOrigin = "*";
        response.Headers.AccessControlAllowHeaders = "origin, content-type, accept";
    }

    private static byte[] Text(JsonObject envelope)
    {
        using var stream = new MemoryStream();
        using (var writer = new Utf8JsonWriter(stream, Json))
            envelope.WriteTo(writer);
        return stream.ToArray();
    }

    private static byte[] Xml(JsonObject envelope)
    {
        using var stream = new MemoryStream();
        using (var writer = XmlWriter.Create(stream, new XmlWriterSettings { Encoding = new UTF8Encoding(false) }))
        {
            writer.WriteStartElement("response");
            Write(writer, envelope);
            writer.WriteEndElement();
        }
        return stream.ToArray();
    }

    private static void Write(XmlWriter writer, JsonNode? node)
    {
        switch (node)
        {
            case JsonObject fields:
                foreach (var (name, value) in fields)
                    WriteElement(writer, name, value);
                break;
            case JsonArray items:
                foreach (var item in items)
                    WriteElement(writer, "0", item);
                break;
            case null:
                break;
            default:
                writer.WriteString(TextOf(node));
                break;
        }
    }

    /// <summary>A name that is a number cannot be an element's; such are items.</summary>
    private static void WriteElement(XmlWriter writer, string name, JsonNode? value)
    {
        writer.WriteStartElement(name is "" || char.IsAsciiDigit(name[0]) ? "item" : XmlConvert.EncodeLocalName(name));
        Write(writer, value);
        writer.WriteEndElement();
    }

    private static string TextOf(JsonNode node) => node.GetValueKind() switch
    {
        JsonValueKind.True => "1",
        JsonValueKind.False => "",
        _ => string.Concat(node.ToString().EnumerateRunes().Where(IsXml)),
    };

    private static bool IsXml(Rune rune) => !rune.IsBmp || XmlConvert.IsXmlChar((char)rune.Value);
}
