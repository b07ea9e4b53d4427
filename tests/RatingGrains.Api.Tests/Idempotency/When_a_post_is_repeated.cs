using System.Net;
using RatingGrains.Api.Host;

namespace RatingGrains.Api.Idempotency;

public sealed class When_a_post_is_repeated(QuietHost quiet) : IClassFixture<QuietHost>
{
    [Fact]
    public async Task the_same_request_gets_the_same_answer_and_is_done_once()
    {
        var conversation = await HeldAsync();

        var first = await AnswerAsync(conversation, "Once", "k-1");
        var again = await AnswerAsync(conversation, "Once", "k-1");

        Assert.Equal(first.Good.ToString(), again.Good.ToString());
        Assert.Equal(1, await CountAsync(conversation, "Once"));
    }

    [Fact]
    public async Task finishing_again_with_the_same_key_does_not_close()
    {
        var conversation = await HeldAsync();

        var first = await FinishAsync(conversation, "k-2");
        await FinishAsync(conversation, "k-2");

        Assert.Equal("closing", first.Good.GetProperty("status").GetString());
        Assert.Equal("closing", await StatusAsync(conversation));
        await FinishAsync(conversation, "k-3");
        Assert.Equal("closed", await StatusAsync(conversation));
    }

    [Fact]
    public async Task another_request_under_the_same_key_is_refused()
    {
        var conversation = await HeldAsync();
        await AnswerAsync(conversation, "One", "k-4");

        var other = await AnswerAsync(conversation, "Two", "k-4");
        var elsewhere = await FinishAsync(conversation, "k-4");

        Assert.Equal("idempotencyKeyReused", other.Is(HttpStatusCode.Conflict).Code);
        Assert.Equal("idempotencyKeyReused", elsewhere.Is(HttpStatusCode.Conflict).Code);
    }

    [Fact]
    public async Task a_key_means_nothing_to_another_caller()
    {
        var conversation = await HeldAsync();
        await AnswerAsync(conversation, "Mine", "k-5");

        var other = await quiet.Host.Admin.PostAsync(
            $"conversations/{conversation}/messages", new { text = "Mine", agentId = "anna" }, "k-5");

        other.Is(HttpStatusCode.OK);
        await Eventually.HoldsAsync(async () => await CountAsync(conversation, "Mine") == 2);
    }

    [Fact]
    public async Task at_the_same_moment_it_is_done_once()
    {
        var conversation = await HeldAsync();

        var answers = await Task.WhenAll(
            Enumerable.Range(0, 20).Select(_ => AnswerAsync(conversation, "Together", "k-6")));

        Assert.Single(answers.Select(answer => answer.Good.ToString()).Distinct());
        Assert.Equal(1, await CountAsync(conversation, "Together"));
    }

    [Fact]
    public async Task a_refusal_by_the_state_is_repeated_too()
    {
        var conversation = await HeldAsync();
        await quiet.Host.Admin.PostAsync($"conversations/{conversation}/spam");

        var first = await FinishAsync(conversation, "k-7");
        var again = await FinishAsync(conversation, "k-7");

        Assert.Equal("conversationClosed", first.Is(HttpStatusCode.Conflict).Code);
        Assert.Equal("conversationClosed", again.Is(HttpStatusCode.Conflict).Code);
    }

    [Fact]
    public async Task what_was_broken_may_be_mended_under_the_same_key()
    {
        var conversation = await HeldAsync();

        var broken = await AnswerAsync(conversation, "", "k-8");
        var mended = await AnswerAsync(conversation, "Right", "k-8");

        broken.Is(HttpStatusCode.UnprocessableEntity);
        mended.Is(HttpStatusCode.OK);
    }

    [Fact]
    public async Task a_key_that_was_shown_is_not_shown_again()
    {
        var request = new { role = "viewer", subject = "once" };

        var first = await quiet.Host.Admin.PostAsync("keys", request, "k-9");
        var again = await quiet.Host.Admin.PostAsync("keys", request, "k-9");

        first.Is(HttpStatusCode.Created);
        Assert.Equal("alreadyCreated", again.Is(HttpStatusCode.Conflict).Code);
        var listed = (await quiet.Host.Admin.GetAsync("keys?limit=200")).Items;
        Assert.Single(listed, key => key.GetProperty("subject").GetString() == "once");
    }

    [Fact]
    public async Task a_token_is_the_same_again_and_is_not_kept_readable()
    {
        var path = $"conversations/{await HeldAsync()}/customer-token";

        var first = await quiet.Host.Admin.PostAsync(path, null, "k-10");
        var again = await quiet.Host.Admin.PostAsync(path, null, "k-10");

        Assert.Equal(first.Good.ToString(), again.Good.ToString());
        Assert.Equal(first.Message.Headers.Location, again.Message.Headers.Location);
        var file = await quiet.Host.FileTextAsync();
        Assert.Contains("k-10", file);
        Assert.DoesNotContain("rgt_", file);
    }

    [Theory]
    [InlineData("")]
    [InlineData("with space")]
    public async Task a_key_that_is_none_is_refused(string key) =>
        (await FinishAsync(quiet.Conversation, key)).Is(HttpStatusCode.UnprocessableEntity);

    [Fact]
    public async Task after_a_day_it_is_a_new_request()
    {
        await using var host = await ApiHost.StartAsync();
        var request = new { role = "viewer", subject = "daily" };
        (await host.Admin.PostAsync("keys", request, "k")).Is(HttpStatusCode.Created);

        host.Clock.Advance(TimeSpan.FromHours(24));

        (await host.Admin.PostAsync("keys", request, "k")).Is(HttpStatusCode.Created);
    }

    private async Task<string> HeldAsync()
    {
        var conversation = await quiet.Centre.WriteAsync("web", Guid.NewGuid().ToString("N"));
        await quiet.Centre.AcceptAsync(conversation, "anna");
        return conversation;
    }

    private Task<Answer> AnswerAsync(string conversation, string text, string key) =>
        quiet.Anna.PostAsync($"conversations/{conversation}/messages", new { text }, key);

    private Task<Answer> FinishAsync(string conversation, string key) =>
        quiet.Anna.PostAsync($"conversations/{conversation}/finish", null, key);

    private async Task<string?> StatusAsync(string conversation) =>
        (await quiet.Anna.GetAsync($"conversations/{conversation}")).Good.GetProperty("status").GetString();

    /// <summary>How often the text was said, once the log shows it at all.</summary>
    private async Task<int> CountAsync(string conversation, string text)
    {
        var count = 0;
        await Eventually.HoldsAsync(async () =>
        {
            var items = (await quiet.Host.Admin.GetAsync($"conversations/{conversation}/messages")).Items;
            count = items.Count(message => message.GetProperty("text").GetString() == text);
            return count > 0;
        });
        return count;
    }
}
