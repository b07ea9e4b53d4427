using System.Net;
using RatingGrains.Api.Host;

namespace RatingGrains.Api.Messages;

public sealed class When_a_sender_is_precise_or_wordy : IAsyncLifetime
{
    private const string Origin = "https://shop.example";

    private ApiHost _host = null!;

    public async Task InitializeAsync()
    {
        _host = await ApiHost.StartAsync();
        await new Centre(_host).ChannelAsync("web", new { name = "Website", origins = new[] { Origin } });
    }

    public async Task DisposeAsync() => await _host.DisposeAsync();

    [Theory]
    [InlineData("2026-01-31T08:00:00.123456789Z")]
    [InlineData("2026-01-31T08:00:00.123456789+02:00")]
    [InlineData("2026-01-31T08:00:00.1234567Z")]
    [InlineData("2026-01-31T08:00:00.50+02:00")]
    [InlineData("2026-01-31T08:00:00Z")]
    public async Task a_time_may_have_any_fraction(string sentAt) => (await SendAsync(sentAt)).Is(HttpStatusCode.OK);

    [Theory]
    [InlineData("2026-01-31T08:00:00.123456789")]
    [InlineData("2026-01-31T08:00:00.123456789x")]
    [InlineData("2026-01-31T08:00:00.12345678 9Z")]
    public async Task but_nothing_else_behind_it(string sentAt) =>
        Assert.Equal(["sentAt"], (await SendAsync(sentAt)).Is(HttpStatusCode.UnprocessableEntity).BrokenFields);

    [Fact]
    public async Task a_visitor_whose_name_fits_may_use_its_token()
    {
        var started = await StartChatAsync(Repeat("\U0001F600", 200));

        var visitor = _host.As(started.Good.GetProperty("token").GetString());

        (await visitor.PostAsync("channels/web/messages", new { messageId = "m1", text = "Hello" })).Is(HttpStatusCode.OK);
    }

    [Fact]
    public async Task a_name_that_makes_the_token_too_long_is_refused() => Assert.Equal(
        ["name"],
        (await StartChatAsync(Repeat("\U0001F44D\U0001F3FD", 200))).Is(HttpStatusCode.UnprocessableEntity).BrokenFields);

    private Task<Answer> SendAsync(string sentAt) => _host.Admin.PostAsync(
        "channels/web/messages",
        new { connector = "liveChat", chatId = "c", userId = "u", messageId = "m1", text = "Hello", sentAt });

    private async Task<Answer> StartChatAsync(string name)
    {
        using var http = new HttpClient();
        using var request = new HttpRequestMessage(HttpMethod.Post, new Uri(_host.Address, "api/v1/channels/web/visitors"))
        {
            Content = System.Net.Http.Json.JsonContent.Create(new { name }),
        };
        request.Headers.Add("Origin", Origin);
        return await Answer.ReadAsync(await http.SendAsync(request));
    }

    private static string Repeat(string text, int count) => string.Concat(Enumerable.Repeat(text, count));
}
