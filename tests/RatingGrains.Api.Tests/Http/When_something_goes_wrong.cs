using System.Net;
using Microsoft.Extensions.DependencyInjection;
using RatingGrains.Agents;
using RatingGrains.Api.Host;
using RatingGrains.Api.Keys;
using RatingGrains.Channels;
using RatingGrains.Conversations;
using RatingGrains.Ports;
using RatingGrains.Threads;

namespace RatingGrains.Api.Http;

public sealed class When_something_goes_wrong
{
    [Fact]
    public async Task a_store_that_keeps_nothing_is_told_to_come_back()
    {
        var answer = await FailAsync(new StoreUnavailableException("disk full"));

        Assert.Equal("storeUnavailable", answer.Is(HttpStatusCode.ServiceUnavailable).Code);
        Assert.NotNull(answer.Message.Headers.RetryAfter);
        Assert.DoesNotContain("disk", answer.Body.ToString());
    }

    [Fact]
    public async Task what_we_broke_is_said_without_what_it_was()
    {
        var answer = await FailAsync(new InvalidOperationException("a secret of ours"));

        Assert.Equal("internal", answer.Is(HttpStatusCode.InternalServerError).Code);
        Assert.DoesNotContain("secret", answer.Body.ToString());
    }

    [Fact]
    public async Task a_customer_with_a_link_is_told_kindly()
    {
        var engine = new FailingEngine(new StoreUnavailableException("disk full"));
        await using var host = await ApiHost.StartAsync(services => services.AddSingleton<IRatingEngine>(engine));
        var link = host.Services.GetRequiredService<CustomerTokens>().For(
            new ConversationId("c1"), null, host.Clock.GetUtcNow().AddDays(1));

        var answer = await host.Nobody.GetAsync($"/rate/{link}");

        var page = await answer.Is(HttpStatusCode.ServiceUnavailable).Message.Content.ReadAsStringAsync();
        Assert.Contains("<h1>We cannot take your rating right now.</h1>", page, StringComparison.Ordinal);
        Assert.NotNull(answer.Message.Headers.RetryAfter);
        Assert.DoesNotContain("disk", page, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("GET", "/nowhere", HttpStatusCode.NotFound, "notFound")]
    [InlineData("GET", "/api/v1/conversations/a/b/c", HttpStatusCode.NotFound, "notFound")]
    [InlineData("GET", "/api/v1/conversations/..%2Fkeys", HttpStatusCode.NotFound, "notFound")]
    [InlineData("PATCH", "/api/v1/agents", HttpStatusCode.MethodNotAllowed, "methodNotAllowed")]
    [InlineData("DELETE", "/api/v1/conversations/1", HttpStatusCode.MethodNotAllowed, "methodNotAllowed")]
    public async Task a_path_or_method_that_is_none_has_a_problem_too(
        string method, string path, HttpStatusCode status, string code)
    {
        await using var host = await ApiHost.StartAsync();

        var answer = await host.Admin.SendAsync(new HttpMethod(method), path, null);

        Assert.Equal(code, answer.Is(status).Code);
    }

    private static async Task<Host.Answer> FailAsync(Exception failure)
    {
        await using var host = await ApiHost.StartAsync(
            services => services.AddSingleton<IRatingEngine>(new FailingEngine(failure)));
        return await host.Admin.PutAsync("agents/anna", new { name = "Anna" });
    }

    private sealed class FailingEngine(Exception failure) : IRatingEngine
    {
        public Task<MessageReceipt> ReceiveAsync(ThreadId thread, InboundMessage message, CancellationToken token) =>
            throw failure;

        public Task ReportDeliveryAsync(DeliveryReport report, CancellationToken token) => throw failure;

        public Task<ConversationReply> SendAsync(
            ConversationId id, ConversationCommand command, long? commandId, CancellationToken token) => throw failure;

        public Task<ConversationReply?> FindAsync(ConversationId id, CancellationToken token) => throw failure;

        public Task<ConversationId?> FindNewestAsync(ThreadId thread, CancellationToken token) => throw failure;

        public Task RegisterAsync(AgentId id, AgentProfile profile, CancellationToken token) => throw failure;

        public Task MarkReadAsync(AgentId id, long upTo, CancellationToken token) => throw failure;

        public Task<ChannelReply> ConfigureAsync(
            ChannelId id, ChannelSettings settings, long? expectedVersion, CancellationToken token) => throw failure;
    }
}
