using System.Globalization;
using System.Net.Http.Headers;
using System.Text;
using System.Text.Json.Nodes;

namespace RatingGrains.Api.Bitrix24;

/// <summary>A way to write a request, as one client or another does.</summary>
internal sealed record Way(string Name, Func<string, string, JsonObject, HttpRequestMessage> Write)
{
    public static readonly Way Json = new("json", (path, method, given) => Post(path + method, JsonOf(given)));

    public static readonly IReadOnlyList<Way> All =
    [
        Json,
        new("get", (path, method, given) => new(HttpMethod.Get, $"{path}{method}?{Form(given)}")),
        new("form", (path, method, given) => Post(path + method, Text(Form(given), "application/x-www-form-urlencoded"))),
        new("multipart", (path, method, given) => Post(path + method, Parts(given))),
        new("plain", (path, method, given) => Post(path + method, Text(Form(given), "text/plain"))),
        new("no type", (path, method, given) => Post(path + method, new ByteArrayContent(Encoding.UTF8.GetBytes(Form(given))))),
        new("json suffix", (path, method, given) => Post($"{path}{method}.json", JsonOf(given))),
        new("trailing slash", (path, method, given) => Post($"{path}{method}/?bx24_request_id=1", JsonOf(given))),
        new("doubled slashes", (path, method, given) => Post($"{path.Replace("/", "//")[1..]}{method}//", JsonOf(given))),
        new("upper case", (path, method, given) => Post(path + method.ToUpperInvariant() + ".JSON", JsonOf(given))),
        new("lower names", (path, method, given) => Post(path + method, JsonOf(Lower(given)))),
        new("list indexes", (path, method, given) => Post(path + method, Text(Form(given, "[]"), "application/x-www-form-urlencoded"))),
    ];

    public static TheoryData<string> Names => [.. All.Select(way => way.Name)];

    public static Way Of(string name) => All.Single(way => way.Name == name);

    public static StringContent JsonOf(JsonNode given) => new(given.ToJsonString(), Encoding.UTF8, "application/json");

    public static string Form(JsonNode given, string? counter = null) => string.Join('&', Flatten(given, counter)
        .Select(field => $"{Uri.EscapeDataString(field.Name)}={Uri.EscapeDataString(field.Value).Replace("%20", "+")}"));

    private static HttpRequestMessage Post(string path, HttpContent content) =>
        new(HttpMethod.Post, path) { Content = content };

    private static StringContent Text(string text, string type)
    {
        var content = new StringContent(text);
        content.Headers.ContentType = new MediaTypeHeaderValue(type);
        return content;
    }

    private static MultipartFormDataContent Parts(JsonNode given)
    {
        var parts = new MultipartFormDataContent();
        foreach (var (name, value) in Flatten(given, null))
            parts.Add(new StringContent(value), $"\"{name}\"");
        parts.Add(new ByteArrayContent([1, 2, 3]), "\"file\"", "\"a.bin\"");
        return parts;
    }

    private static JsonObject Lower(JsonObject given) => new(given.Select(field => KeyValuePair.Create(
        field.Key.ToLowerInvariant(), field.Value is JsonObject inner ? Lower(inner) : field.Value?.DeepClone())));

    /// <param name="counter">What stands for the number of a text in a list; null: the number.</param>
    private static IEnumerable<(string Name, string Value)> Flatten(JsonNode? node, string? counter, string? name = null)
    {
        var children = node switch
        {
            JsonObject fields => fields.Select(field => (Name: name is null ? field.Key : $"{name}[{field.Key}]", field.Value)),
            JsonArray items => items.Index().Select(item => (
                Name: item.Item is JsonValue && counter is not null
                    ? name + counter
                    : string.Create(CultureInfo.InvariantCulture, $"{name}[{item.Index}]"),
                Value: item.Item)),
            _ => null,
        };
        if (children is null)
            return [(name!, node?.GetValue<object>() is bool flag ? flag ? "1" : "" : node?.ToString() ?? "")];
        return children.SelectMany(child => Flatten(child.Value, counter, child.Name));
    }
}
