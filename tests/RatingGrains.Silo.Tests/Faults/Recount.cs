using System.Text.Json;
using Npgsql;

namespace RatingGrains.Faults;

/// <summary>Compares what was acknowledged with what the cluster says now.</summary>
internal sealed class Recount(Caller caller, IReadOnlyDictionary<string, Enquiry> acknowledged)
{
    private static readonly TimeSpan Limit = TimeSpan.FromSeconds(150);

    /// <summary>Every conversation says what was acknowledged of it, none is there that was not, and lists, figures and
    /// notifications come to say the same.</summary>
    /// <returns>How long the last of them took.</returns>
    public async Task<TimeSpan> AgreesAsync()
    {
        await Parallel.ForEachAsync(acknowledged, async (one, _) =>
        {
            var conversation = await caller.SendAsync(HttpMethod.Get, $"conversations/{one.Key}");
            Assert.Equal(one.Value.Value, Value(conversation));
            Assert.Equal(one.Value.Agent, conversation.GetProperty("agentId").GetString());
        });
        string? difference = null;
        try
        {
            return await Waiting.UntilAsync(
                async () => (difference = await DifferenceAsync()) is null, Limit, "lists, figures and notifications agree");
        }
        catch (Xunit.Sdk.XunitException)
        {
            Assert.Fail(difference);
            throw;
        }
    }

    /// <summary>What nobody rated is closed by its deadline. Only lists are read: nobody calls a conversation.</summary>
    public Task<TimeSpan> DeadlinesFireAsync() => Waiting.UntilAsync(
        async () => (await caller.ListAsync("conversations?status=closing&limit=200")).Count == 0
            && (await caller.ListAsync("conversations?status=closed&limit=200")).Count == acknowledged.Count,
        Limit, "every conversation is closed");

    /// <summary>Every conversation's message log is whole, and has nothing twice, as the API shows it.</summary>
    public Task LogsAreWholeAsync() => Parallel.ForEachAsync(acknowledged, async (one, _) =>
    {
        var messages = await caller.ListAsync($"conversations/{one.Key}/messages?limit=50");
        Assert.True(messages.Count == one.Value.Messages, $"{one.Key} has {messages.Count} messages: {string.Join(' ', messages)}");
    });

    /// <summary>How many conversations' message logs are not whole on the read side. The database is asked, because to ask
    /// the API wakes a conversation, and makes it deliver what it owes.</summary>
    public async Task<int> UndeliveredAsync(string connectionString)
    {
        await using var connection = new NpgsqlConnection(connectionString);
        await connection.OpenAsync();
        await using var command = new NpgsqlCommand(
            """
            SELECT c.id, count(l.ordinal) FROM conversation AS c JOIN conversation_log AS l ON l.conversation = c.number
            GROUP BY c.id
            """,
            connection);
        await using var reader = await command.ExecuteReaderAsync();
        var shown = new Dictionary<string, long>(StringComparer.Ordinal);
        while (await reader.ReadAsync())
            shown[reader.GetString(0)] = reader.GetInt64(1);
        return acknowledged.Count(one => shown.GetValueOrDefault(one.Key) < one.Value.Messages);
    }

    private async Task<string?> DifferenceAsync()
    {
        var listed = (await caller.ListAsync("conversations?limit=200"))
            .ToDictionary(row => row.GetProperty("id").GetString()!, row => row.GetProperty("customerRating").GetString());
        var missing = acknowledged.Where(one => !listed.TryGetValue(one.Key, out var value) || value != one.Value.Value).ToArray();
        if (missing.Length > 0)
            return $"{missing.Length} of {acknowledged.Count} conversations are not listed as they are, {missing[0]} among them";
        if (listed.Count != acknowledged.Count)
            return $"{listed.Count} conversations are listed, {acknowledged.Count} were opened";
        foreach (var agent in TwoSilos.Agents)
        {
            var expected = acknowledged.Values.Where(one => one.Agent == agent).ToArray();
            var all = (await caller.SendAsync(HttpMethod.Get, $"agents/{agent}/summary")).GetProperty("all");
            var counted = (expected.Length, expected.Count(one => one.Value == "like"), expected.Count(one => one.Value == "dislike"));
            var figures = (Int(all, "conversations"), Int(all, "likes"), Int(all, "dislikes"));
            if (figures != counted)
                return $"{agent}: the figures say {figures}, the conversations {counted}";
            var told = (await caller.ListAsync($"agents/{agent}/notifications?limit=200")).Count;
            if (told != counted.Item2 + counted.Item3)
                return $"{agent} was told of {told} ratings, there are {counted}";
        }
        return null;
    }

    private static int Int(JsonElement element, string name) => element.GetProperty(name).GetInt32();

    private static string? Value(JsonElement conversation) =>
        conversation.GetProperty("customerRating") is { ValueKind: JsonValueKind.Object } rating
            ? rating.GetProperty("value").GetString()
            : null;
}
