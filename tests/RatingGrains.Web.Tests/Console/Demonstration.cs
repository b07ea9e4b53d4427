namespace RatingGrains.Console;

/// <summary>A contact centre with something of everything to look at.</summary>
internal static class Demonstration
{
    private static readonly (string Name, string? Value, string? Comment, int? Stars)[] Customers =
    [
        ("Gina Rossi", "like", "Quick and friendly, thank you!", 5),
        ("Boris Petrov", "dislike", "It took rather long.", 2),
        ("Una Walsh", null, null, null),
        ("Carmen Ruiz", "like", null, 4),
        ("Олег Смирнов", "dislike", "Никто не перезвонил.", 1),
        ("Ann Baker", "like", null, null),
    ];

    /// <returns>The conversation of Boris, who was not happy.</returns>
    public static async Task<string> FillAsync(ApiHost host)
    {
        var centre = new Centre(host);
        _ = (await host.Admin.PutAsync("agents/anna", new { name = "Anna Weber", team = "support" })).Good;
        _ = (await host.Admin.PutAsync("agents/carl", new { name = "Carl Berg", team = "support" })).Good;
        await centre.ChannelAsync("web", new
        {
            name = "Website",
            agents = new[] { "anna", "carl" },
            rating = new { window = "P1D" },
            origins = new[] { "https://shop.example" },
        });
        var bad = "";
        foreach (var (name, value, comment, stars) in Customers)
        {
            var conversation = await centre.WriteAsync("web", name, "Hello, where is my parcel?", name: name);
            await centre.AcceptAsync(conversation, "anna");
            await centre.AnswerAsync(conversation, "anna", "Hello! It arrives tomorrow before noon.");
            await centre.FinishAsync(conversation);
            if (value is not null)
                await centre.RateAsync(conversation, value, comment);
            if (stars is not null)
                await centre.ReviewAsync(conversation, stars, stars < 3 ? "Please look into it sooner." : null);
            if (name.StartsWith("Boris", StringComparison.Ordinal))
                bad = conversation;
            host.Clock.Advance(TimeSpan.FromMinutes(7));
        }
        var open = await centre.WriteAsync("web", "dora", "Can I change my address?", name: "Dora Klein");
        await centre.AcceptAsync(open, "anna");
        await centre.WriteAsync("web", "emil", "Good morning", name: "Emil Novak");
        return bad;
    }

    /// <summary>Thirty days of a centre with two channels, some of them better than others; today is the last one.
    /// </summary>
    public static async Task MonthAsync(ApiHost host)
    {
        var centre = new Centre(host);
        await centre.AgentAsync("anna");
        await centre.ChannelAsync("web", new { name = "Website", agents = new[] { "anna" } });
        await centre.ChannelAsync("shop", new { name = "Shop", agents = new[] { "anna" } });
        for (var day = 1; day <= 30; day++)
        {
            // No two days alike, and each run the same.
            for (var n = 0; n < 3 + day * 7 % 6; n++)
            {
                var chance = (day * 31 + n * 17) % 20;
                var conversation = await centre.HeldAsync(n % 3 == 0 ? "shop" : "web", $"c{day}-{n}", "anna");
                if (chance < 16)
                    await centre.RateAsync(conversation, chance < 3 + day % 4 ? "dislike" : "like");
                if (chance % 4 == 1)
                    await centre.ReviewAsync(conversation, 5 - (day + n) % 3);
            }
            if (day < 30)
                host.Clock.Advance(TimeSpan.FromDays(1));
        }
    }

    /// <summary>Two systems that are told: one that is not there, so that all was given up, and one that rests.
    /// </summary>
    public static async Task WebhooksAsync(ApiHost host)
    {
        var centre = new Centre(host);
        await centre.AgentAsync("anna");
        await centre.ChannelAsync("web", new { name = "Website", agents = new[] { "anna" } });
        var made = await host.Admin.PostAsync("webhooks", new
        {
            url = "https://crm.invalid/hooks/ratings",
            events = new[] { "rating.*", "supervisorRating.*" },
            channels = new[] { "web" },
            description = "CRM",
        });
        var crm = made.Good.GetProperty("id").GetString();
        _ = (await host.Admin.PostAsync("webhooks", new
        {
            url = "https://reports.example/a/rather/long/path/that/somebody/has/chosen/for/what/happens",
            events = new[] { "*" },
            enabled = false,
        })).Good;
        await centre.RateAsync(await centre.HeldAsync("web", "gina", "anna"), "like");
        await Eventually.HoldsAsync(async () => (await host.Admin.GetAsync($"webhooks/{crm}/deliveries")).Items
            .Any(one => one.GetProperty("attempts").GetInt32() > 0));
        host.Clock.Advance(TimeSpan.FromDays(4));
        await Eventually.HoldsAsync(async () =>
            (await host.Admin.GetAsync($"webhooks/{crm}/deliveries?state=dead")).Items.Length > 0);
        await centre.RateAsync(await centre.HeldAsync("web", "boris", "anna"), "dislike");
    }

    public static async Task<string> KeyAsync(ApiHost host, string role, string subject) =>
        (await host.Admin.PostAsync("keys", new { role, subject })).Good.GetProperty("key").GetString()!;
}
