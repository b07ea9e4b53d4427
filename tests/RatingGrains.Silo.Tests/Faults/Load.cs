using System.Collections.Concurrent;
using System.Text.Json;

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
            var enquiry = new Enquiry(
                TwoSilos.Agents[(customer + n) % TwoSilos.Agents.Length],
                (n % EnquiriesOfOne) switch { 0 => Way.Message, 1 => Way.Link, _ => Way.None },
                IsLiked: (customer + n) % 4 != 0);
            var id = await EnquireAsync(chat, $"{chat}-{n}", enquiry, first: customer + n);
            Assert.True(Acknowledged.TryAdd(id, enquiry), $"{id} was opened twice");
        }
    }

    private async Task<string> EnquireAsync(string chat, string name, Enquiry enquiry, int first)
    {
        var opened = await SayAsync($"{name}-hello", "Hello");
        var id = opened.GetProperty("conversationId").GetString()!;
        await PostAsync("messages", new { agentId = enquiry.Agent, text = "Yes?" });
        await PostAsync("finish", new { });
        switch (enquiry.Rated)
        {
            case Way.Message:
                var rated = await SayAsync($"{name}-rating", enquiry.IsLiked ? "1" : "0");
                Assert.Equal(id, rated.GetProperty("conversationId").GetString());
                // A repeat of one whose answer was lost is known by its id.
                Assert.Contains(rated.GetProperty("outcome").GetString(), (string[])["rated", "duplicate"]);
                break;
            case Way.Link:
                var token = (await PostAsync("customer-token", new { })).GetProperty("token").GetString();
                await Caller.SendAsync(
                    HttpMethod.Put, $"conversations/{id}/customer-rating", new { value = enquiry.Value }, null, first, token);
                break;
        }
        return id;

        // Every other step of an enquiry goes to the other silo.
        Task<JsonElement> SayAsync(string messageId, string text) => Caller.SendAsync(
            HttpMethod.Post, "channels/web/messages",
            new { connector = "sms", chatId = chat, userId = chat, messageId, text }, null, first++);

        Task<JsonElement> PostAsync(string what, object body) =>
            Caller.SendAsync(HttpMethod.Post, $"conversations/{id}/{what}", body, $"{name}-{what}", first++);
    }
}

/// <summary>How a customer rates.</summary>
internal enum Way
{
    None,
    Message,
    Link,
}

internal sealed record Enquiry(string Agent, Way Rated, bool IsLiked)
{
    public string? Value => Rated == Way.None ? null : IsLiked ? "like" : "dislike";

    /// <summary>The lines of its log: hello, the answer and the request; the rating where it was a message; the thanks.</summary>
    public int Messages => Rated switch { Way.None => 3, Way.Message => 5, _ => 4 };
}
