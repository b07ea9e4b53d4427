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

    public static async Task<string> KeyAsync(ApiHost host, string role, string subject) =>
        (await host.Admin.PostAsync("keys", new { role, subject })).Good.GetProperty("key").GetString()!;
}
