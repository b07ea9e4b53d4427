using System.Collections.Concurrent;

namespace RatingGrains.Faults;

/// <summary>Customers who write, are answered, are asked, and rate or leave; each one enquiry after the other, until they
/// are told to stop. What is not answered is sent again, so at the end everything was acknowledged.</summary>
internal sealed class Load
{
    private const int Customers = 12;

    /// <summary>A customer comes back with this many enquiries, each a conversation of its own.</summary>
    private const int EnquiriesOfOne = 3;

    private readonly CancellationTokenSource _stop = new();
    private readonly Task _customers;

    private Load(Caller caller)
    {
        Caller = caller;
        _customers = Task.WhenAll(Enumerable.Range(0, Customers).Select(n => Task.Run(() => EnquireAsync(n))));
    }

    public Caller Caller { get; }

    /// <summary>What was acknowledged, by the conversation's id.</summary>
    public ConcurrentDictionary<string, Enquiry> Acknowledged { get; } = new(StringComparer.Ordinal);

    public static Load Start(Caller caller) => new(caller);

    /// <summary>Returns once so many more are acknowledged.</summary>
    public Task GoesOnAsync(int enquiries)
    {
        var target = Acknowledged.Count + enquiries;
        return Waiting.UntilAsync(
            () => Acknowledged.Count >= target || _customers.IsFaulted, TimeSpan.FromSeconds(60), $"{enquiries} more enquiries");
    }

    /// <summary>Everybody finishes the enquiry they are at.</summary>
    public async Task StopAsync()
    {
        await _stop.CancelAsync();
        await _customers;
    }

    private async Task EnquireAsync(int customer)
    {
        for (var n = 0; !_stop.IsCancellationRequested; n++)
        {
            var chat = $"chat-{customer}-{n / EnquiriesOfOne}";
            var agent = TwoSilos.Agents[(customer + n) % TwoSilos.Agents.Length];
            // The last enquiry of each customer is left without a rating.
            var value = n % EnquiriesOfOne == EnquiriesOfOne - 1 ? null : (customer + n) % 4 == 0 ? "dislike" : "like";
            var id = await EnquireAsync(chat, $"{chat}-{n}", agent, value, first: customer + n);
            Assert.True(Acknowledged.TryAdd(id, new Enquiry(agent, value)), $"{id} was opened twice");
        }
    }

    private async Task<string> EnquireAsync(string chat, string name, string agent, string? value, int first)
    {
        var opened = await SayAsync($"{name}-hello", "Hello");
        var id = opened.GetProperty("conversationId").GetString()!;
        await Caller.SendAsync(
            HttpMethod.Post, $"conversations/{id}/messages", new { agentId = agent, text = "Yes?" }, $"{name}-answer", first + 1);
        await Caller.SendAsync(HttpMethod.Post, $"conversations/{id}/finish", new { }, $"{name}-finish", first);
        if (value is not null)
        {
            var rated = await SayAsync($"{name}-rating", value == "like" ? "1" : "0");
            Assert.Equal(id, rated.GetProperty("conversationId").GetString());
            // A repeat of one whose answer was lost is known by its id.
            Assert.Contains(rated.GetProperty("outcome").GetString(), (string[])["rated", "duplicate"]);
        }
        return id;

        Task<System.Text.Json.JsonElement> SayAsync(string messageId, string text) => Caller.SendAsync(
            HttpMethod.Post, "channels/web/messages",
            new { connector = "sms", chatId = chat, userId = chat, messageId, text }, key: null, first);
    }
}

/// <param name="Value">Null: the customer left without a rating.</param>
internal sealed record Enquiry(string Agent, string? Value)
{
    /// <summary>The lines of its log: hello, the answer, the request; the rating and the thanks.</summary>
    public int Messages => Value is null ? 3 : 5;
}
