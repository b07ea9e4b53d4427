namespace RatingGrains.Api.Host;

/// <summary>A small contact centre, run through the API by its admin: what tests do before they look.</summary>
internal sealed class Centre(ApiHost host)
{
    private int _messages;

    /// <summary>An agent, and its key.</summary>
    public async Task<ApiClient> AgentAsync(string id, string? team = null)
    {
        _ = (await host.Admin.PutAsync($"agents/{id}", new { name = id, team })).Good;
        return await host.KeyAsync(new { role = "agent", subject = id });
    }

    public async Task ChannelAsync(string id, params string[] agents) =>
        _ = (await host.Admin.PutAsync($"channels/{id}", new { name = id, agents })).Good;

    public async Task ChannelAsync(string id, object settings) =>
        _ = (await host.Admin.PutAsync($"channels/{id}", settings)).Good;

    /// <summary>A customer writes; the id of the conversation that it went to.</summary>
    public async Task<string> WriteAsync(
        string channel, string customer, string text = "Hello", string connector = "liveChat", string? name = null)
    {
        var message = new
        {
            connector,
            chatId = customer,
            userId = customer,
            userName = name ?? customer,
            messageId = $"m{Interlocked.Increment(ref _messages)}",
            text,
        };
        var receipt = (await host.Admin.PostAsync($"channels/{channel}/messages", message)).Good;
        return receipt.GetProperty("conversationId").GetString()!;
    }

    public Task AcceptAsync(string conversation, string agent) =>
        DoAsync(conversation, "accept", new { agentId = agent });

    public Task AnswerAsync(string conversation, string agent, string text) =>
        DoAsync(conversation, "messages", new { agentId = agent, text });

    public Task TransferAsync(string conversation, string agent) =>
        DoAsync(conversation, "transfer", new { agentId = agent });

    public Task FinishAsync(string conversation) => DoAsync(conversation, "finish", null);

    public async Task RateAsync(string conversation, string value, string? comment = null)
    {
        var token = (await host.Admin.PostAsync($"conversations/{conversation}/customer-token")).Good;
        var customer = host.As(token.GetProperty("token").GetString());
        _ = (await customer.PutAsync($"conversations/{conversation}/customer-rating", new { value, comment })).Good;
    }

    public async Task ReviewAsync(string conversation, int? stars, string? comment = null) =>
        _ = (await host.Admin.PutAsync(
            $"conversations/{conversation}/supervisor-rating", new { stars, comment })).Good;

    /// <summary>A conversation from its first message to its finish.</summary>
    public async Task<string> HeldAsync(string channel, string customer, string agent, string? name = null)
    {
        var conversation = await WriteAsync(channel, customer, name: name);
        await AcceptAsync(conversation, agent);
        await AnswerAsync(conversation, agent, "Here you are.");
        await FinishAsync(conversation);
        return conversation;
    }

    private async Task DoAsync(string conversation, string what, object? body) =>
        _ = (await host.Admin.PostAsync($"conversations/{conversation}/{what}", body)).Good;
}
