using System.Net;
using System.Text.RegularExpressions;
using Microsoft.Extensions.DependencyInjection;
using RatingGrains.Api.Host;

namespace RatingGrains.Api.RatingLinks;

/// <summary>A host whose customers are asked by mail, and a browser without script that opens their links.</summary>
internal sealed class LinkHost : IAsyncDisposable
{
    public const string PublicUrl = "https://example.com/ratings/";

    private readonly HttpClient _browser;

    private LinkHost(ApiHost host)
    {
        (Host, Centre) = (host, new Centre(host));
        _browser = new HttpClient(new SocketsHttpHandler { AllowAutoRedirect = false }) { BaseAddress = host.Address };
    }

    public ApiHost Host { get; }

    public Centre Centre { get; }

    public ApiClient Anna { get; private set; } = null!;

    public static async Task<LinkHost> StartAsync(
        object? channel = null, Action<IServiceCollection>? services = null, params string[] settings)
    {
        string[] defaults = ["--Http:PublicUrl", PublicUrl, "--RateLimits:PerAddressPerSecond", "10000"];
        var host = new LinkHost(await ApiHost.StartAsync(services, [.. defaults, .. settings]));
        host.Anna = await host.Centre.AgentAsync("anna");
        await host.ChannelAsync(
            channel ?? new { name = "Mail", agents = new[] { "anna" }, rating = new { window = "P1D" } });
        return host;
    }

    public Task ChannelAsync(object settings) => Centre.ChannelAsync("mail", settings);

    /// <summary>A conversation by mail whose customer was asked, and the path of the customer's link.</summary>
    public async Task<(string Conversation, string Link)> AskedAsync(string customer = "ann", ApiClient? by = null)
    {
        var conversation = await HeldAsync(customer);
        await Centre.FinishAsync(conversation);
        return (conversation, await LinkAsync(conversation, by));
    }

    public async Task<string> HeldAsync(string customer)
    {
        var conversation = await Centre.WriteAsync("mail", customer, connector: "mail");
        await Centre.AcceptAsync(conversation, "anna");
        await Centre.AnswerAsync(conversation, "anna", "Here you are.");
        return conversation;
    }

    /// <summary>The path of a link, as a proxy passes it on.</summary>
    public async Task<string> LinkAsync(string conversation, ApiClient? by = null, string expiresIn = "P10D")
    {
        var made = await (by ?? Host.Admin).PostAsync(
            $"conversations/{conversation}/customer-token", new { expiresIn });
        var url = made.Good.GetProperty("url").GetString()!;
        Assert.Equal($"{PublicUrl}rate/{made.Body.GetProperty("token").GetString()}", url);
        return url[(PublicUrl.Length - 1)..];
    }

    public Task<Page> OpenAsync(string link, params (string Name, string Value)[] headers) =>
        SendAsync(new HttpRequestMessage(HttpMethod.Get, link), headers);

    public async Task<Page> SendAsync(HttpRequestMessage request, params (string Name, string Value)[] headers)
    {
        foreach (var (name, value) in headers)
            request.Headers.TryAddWithoutValidation(name, value);
        using (request)
        {
            var answer = await _browser.SendAsync(request);
            return new(answer.StatusCode, await answer.Content.ReadAsStringAsync(), answer);
        }
    }

    public Task<Page> PostAsync(string link, HttpContent content) =>
        SendAsync(new HttpRequestMessage(HttpMethod.Post, link) { Content = content });

    public Task<Page> PostAsync(string link, params (string Name, string Value)[] fields) => PostAsync(
        link, new FormUrlEncodedContent(fields.Select(field => KeyValuePair.Create(field.Name, field.Value))));

    /// <summary>Sends the form and follows to what is shown then, as a browser does.</summary>
    public async Task<Page> RateAsync(string link, params (string Name, string Value)[] fields)
    {
        var sent = await PostAsync(link, fields);
        Assert.Equal(HttpStatusCode.SeeOther, sent.Status);
        var path = new Uri(new Uri(Host.Address, link), sent.Message.Headers.Location!);
        return await OpenAsync(path.PathAndQuery);
    }

    /// <summary>What counts now, as <c>value comment changes</c>; null where nothing does.</summary>
    public async Task<string?> RatingAsync(string conversation)
    {
        var rating = (await Host.Admin.GetAsync($"conversations/{conversation}")).Good.GetProperty("customerRating");
        return rating.ValueKind == System.Text.Json.JsonValueKind.Null
            ? null
            : $"{rating.GetProperty("value")} {rating.GetProperty("comment")} {rating.GetProperty("changes")}";
    }

    public async Task<string[]> HistoryAsync(string conversation) =>
        [.. (await Host.Admin.GetAsync($"conversations/{conversation}/history")).Items
            .Select(entry => $"{entry.GetProperty("kind")} {entry.GetProperty("what")}")];

    public async ValueTask DisposeAsync()
    {
        _browser.Dispose();
        await Host.DisposeAsync();
    }
}

/// <summary>A page as a browser gets it.</summary>
internal sealed record Page(HttpStatusCode Status, string Text, HttpResponseMessage Message)
{
    public string Heading => Inside("h1");

    public string Given => Inside("strong");

    public string Problem => Inside("""p class="problem" id="problem" role="alert" """.TrimEnd());

    public string Locale => Regex.Match(Text, """<html lang="(\w+)">""").Groups[1].Value;

    /// <summary>The comment in the form, as a browser reads it; null where there is no field for one.</summary>
    public string? Comment => Regex.Match(Text, @"<textarea[^>]*>\n?([^<]*)</textarea>") is { Success: true } area
        ? WebUtility.HtmlDecode(area.Groups[1].Value)
        : null;

    /// <summary>What the buttons send, in their order.</summary>
    public string Choices => string.Join(
        ' ', Regex.Matches(Text, """<button[^>]*name="value" value="(\w+)">""").Select(found => found.Groups[1].Value));

    public string Header(string name) => string.Join(
        ", ", Message.Headers.TryGetValues(name, out var values) ? values : Message.Content.Headers.GetValues(name));

    private string Inside(string element)
    {
        var tag = element.Split(' ')[0];
        var found = Regex.Match(Text, $"<{Regex.Escape(element)}>(.*?)</{tag}>", RegexOptions.Singleline);
        return WebUtility.HtmlDecode(Regex.Replace(found.Groups[1].Value, "<[^>]*>", "")).Trim();
    }
}
