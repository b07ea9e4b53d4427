using Microsoft.Playwright;

namespace RatingGrains.Browser;

/// <summary>A shop's page with the widget, the host behind it, and the agent Anna who answers.</summary>
internal sealed class Shop : IAsyncDisposable
{
    private readonly Site _site;
    private readonly List<string> _errors;

    private Shop(ApiHost host, Centre centre, Site site, ChatPage chat, List<string> errors) =>
        (Host, Centre, _site, Chat, _errors) = (host, centre, site, chat, errors);

    public ApiHost Host { get; }

    public Centre Centre { get; }

    public ChatPage Chat { get; }

    /// <summary>What the browser complained about: of policies, of scripts.</summary>
    public IReadOnlyList<string> Errors => _errors;

    /// <param name="rating">The channel's rating settings.</param>
    /// <param name="origins">Which pages the channel lists; the shop's where nothing is said.</param>
    public static async Task<Shop> OpenAsync(
        Chromium chromium, object? rating = null, string? language = null, string[]? origins = null,
        BrowserNewContextOptions? visitor = null)
    {
        var host = await ApiHost.StartAsync();
        var centre = new Centre(host);
        var site = await Site.StartAsync(host.Address);
        await centre.AgentAsync("anna");
        await centre.ChannelAsync("web", new
        {
            name = "Shop",
            agents = new[] { "anna" },
            rating = rating ?? new { window = "P1D" },
            origins = origins ?? [site.Origin],
        });
        var page = await (await chromium.VisitorAsync(visitor)).NewPageAsync();
        var errors = new List<string>();
        page.Console += (_, message) =>
        {
            if (message.Type == "error")
                errors.Add(message.Text);
        };
        page.PageError += (_, error) => errors.Add(error);
        await page.GotoAsync(site.Page(language: language ?? "en"));
        return new Shop(host, centre, site, new ChatPage(page), errors);
    }

    /// <summary>The customer opens the chat and writes; Anna accepts.</summary>
    public async Task<string> BeginAsync(string text = "Where is my order?")
    {
        await Chat.OpenAsync();
        await Chat.SayAsync(text);
        var conversation = await NewestAsync();
        await Centre.AcceptAsync(conversation, "anna");
        return conversation;
    }

    /// <summary>… Anna answers and finishes, and the customer is asked for a rating.</summary>
    public async Task<string> FinishedAsync()
    {
        var conversation = await BeginAsync();
        await Centre.AnswerAsync(conversation, "anna", "It arrives tomorrow.");
        await Centre.FinishAsync(conversation);
        await Chat.Like.ShowsAsync();
        return conversation;
    }

    /// <summary>The conversation that the customer opened last, once it is there.</summary>
    public async Task<string> NewestAsync(int count = 1)
    {
        var id = "";
        await Eventually.HoldsAsync(async () =>
        {
            var rows = (await Host.Admin.GetAsync("conversations")).Items;
            id = rows.Length == count ? rows[0].GetProperty("id").GetString()! : "";
            return id.Length > 0;
        });
        return id;
    }

    /// <summary>What the customer wrote, as the agents read it.</summary>
    public async Task<string[]> WrittenAsync(string conversation) =>
        [.. (await Host.Admin.GetAsync($"conversations/{conversation}/messages")).Items
            .Where(message => message.GetProperty("from").GetString() == "customer")
            .Select(message => message.GetProperty("text").GetString()!)];

    /// <summary>Waits until the customer's rating is this, with this comment.</summary>
    public Task IsRatedAsync(string conversation, string? value, string? comment = null) =>
        Eventually.HoldsAsync(async () =>
        {
            var rating = (await Host.Admin.GetAsync($"conversations/{conversation}")).Good.GetProperty("customerRating");
            return rating.ValueKind == System.Text.Json.JsonValueKind.Null
                ? value is null
                : rating.GetProperty("value").GetString() == value
                    && rating.GetProperty("comment").GetString() == comment;
        });

    public Task RequestIsAsync(string conversation, string state) => Eventually.HoldsAsync(async () =>
        (await Host.Admin.GetAsync($"conversations/{conversation}")).Good
            .GetProperty("ratingRequest").GetProperty("state").GetString() == state);

    public async ValueTask DisposeAsync()
    {
        await Chat.Page.Context.DisposeAsync();
        await _site.DisposeAsync();
        await Host.DisposeAsync();
    }
}
