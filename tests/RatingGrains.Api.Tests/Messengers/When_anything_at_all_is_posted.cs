using System.Diagnostics;
using System.Globalization;
using System.Net;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;
using RatingGrains.Api.Messengers.Chatwoot;
using RatingGrains.Api.Messengers.Platform;
using RatingGrains.Api.Messengers.Signed;
using RatingGrains.Api.Messengers.Viber;
using RatingGrains.Api.Messengers.Vk;
using RatingGrains.Api.Messengers.Whatsapp;
using Xunit.Abstractions;

namespace RatingGrains.Api.Messengers;

/// <summary>Valid, changed and hostile deliveries, all with a good proof, to the whole host: nothing breaks, and what was
/// acknowledged is there. Runs a second a messenger, or as long as <c>RATING_GRAINS_FUZZ_SECONDS</c> says;
/// <c>RATING_GRAINS_FUZZ_SEED</c> repeats what a run posted.</summary>
public sealed class When_anything_at_all_is_posted(ITestOutputHelper output)
{
    private const int SenderAtOnce = 4;

    [Fact]
    public Task Whatsapp_stands_it() => StandsAsync(new TestedWhatsapp(), TestedWhatsapp.Reports(
        "failed", ""","biz_opaque_callback_data":"q:c-17:1","errors":[{"code":131047,"title":"t"}]"""));

    [Fact]
    public Task Messenger_stands_it() => StandsAsync(new TestedFacebook(), new TestedFacebook().Delivers(
        """ "postback":{"mid":"m_p","title":"t","payload":"r:c-17:1"} """));

    [Fact]
    public Task Viber_stands_it() =>
        StandsAsync(new TestedViber(), new TestedViber().Says(999_999, "1", tracking: "q:c-17:1"));

    [Fact]
    public Task Vk_stands_it() => StandsAsync(new TestedVk(), new TestedVk().Event(
        999_999, """ "text":"","reply_message":{"id":1},"attachments":[{"type":"photo"}],"geo":{} """));

    [Fact]
    public Task Chatwoot_stands_it() => StandsAsync(new TestedChatwoot(), TestedChatwoot.Resolved);

    [Fact]
    public Task An_own_sender_is_stood_too() => StandsAsync(new TestedSigned(), """
        {"messages":[{"connector":"app","chatId":"1","userId":"1","messageId":"m","rating":"like","inReplyTo":"p",
        "canSendUntil":"2026-02-01T08:00:00Z"},{"connector":"app","chatId":"1","userId":"1","messageId":"n","text":"hi"}]}
        """);

    private async Task StandsAsync(TestedMessenger messenger, string more)
    {
        var logs = new NotedLogs();
        await using var host = await MessengerHost.StartAsync(
            messenger, services => services.AddSingleton<ILoggerProvider>(logs));
        var seed = (int)Setting("SEED", Environment.TickCount);
        var sent = await Task.WhenAll(
            Enumerable.Range(0, SenderAtOnce).Select(sender => SendAsync(host, messenger, more, seed + sender, sender)));
        output.WriteLine($"Seed {seed}: {sent.Sum(one => one.Changed)} changed deliveries");

        // Whatever else was said in its name, the customer's own words are all there.
        var kept = new HashSet<string>();
        foreach (var id in await ReadAsync(host, logs, "conversations", "id"))
            kept.UnionWith(await ReadAsync(host, logs, $"conversations/{id}/messages", "text"));
        var missing = sent.SelectMany(one => one.Acknowledged).Where(text => !kept.Contains(text)).ToArray();
        Assert.True(missing.Length == 0, $"Seed {seed}: lost {missing.Length}, the first {missing.FirstOrDefault()}");
        ShowsNoException(logs);
    }

    private static void ShowsNoException(NotedLogs logs)
    {
        if (logs.Lines.FirstOrDefault(line => line.Contains("Exception")) is { } line)
            Assert.Fail(line);
    }

    /// <returns>How many changed deliveries were posted, and the texts between them that were acknowledged.</returns>
    private static async Task<(int Changed, List<string> Acknowledged)> SendAsync(
        MessengerHost host, TestedMessenger messenger, string more, int seed, int sender)
    {
        var (fuzz, watch, acknowledged) = (new Fuzz(seed), Stopwatch.StartNew(), new List<string>());
        int i;
        for (i = 0; watch.Elapsed < Duration; i++)
        {
            var number = 1_000_000 * (sender + 1) + i;
            string[] bodies = [messenger.Says(number, "fuzz"), messenger.Taps(number, "r:c-17:1"), more];
            var changed = fuzz.Change(bodies[i % bodies.Length]);
            var status = (await host.PostAsync(messenger.Sign(changed))).Status;
            Assert.True((int)status < 500, $"Seed {seed}: {(int)status} for {changed}");
            if (i % 10 != 0)
                continue;
            var text = $"{sender}.{i} is a word of the customer's";
            (await host.PostAsync(messenger.Sign(messenger.Says(number + 500_000, text)))).Is(HttpStatusCode.OK);
            acknowledged.Add(text);
        }
        return (i, acknowledged);
    }

    /// <summary>One field of everything in a list, whatever its pages.</summary>
    private static async Task<List<string>> ReadAsync(MessengerHost host, NotedLogs logs, string list, string field)
    {
        var found = new List<string>();
        string? cursor = null;
        do
        {
            var after = cursor is null ? "" : $"&cursor={cursor}";
            var page = await host.Host.Admin.GetAsync($"{list}?limit=200{after}");
            if ((int)page.Status >= 500)
                ShowsNoException(logs);
            found.AddRange(page.Items.Select(item => item.GetProperty(field).GetString()!));
            cursor = page.NextCursor;
        }
        while (cursor is not null);
        return found;
    }

    private static TimeSpan Duration => TimeSpan.FromSeconds(Setting("SECONDS", 1));

    private static double Setting(string name, double otherwise) =>
        double.TryParse(
            Environment.GetEnvironmentVariable($"RATING_GRAINS_FUZZ_{name}"), CultureInfo.InvariantCulture, out var set)
            ? set
            : otherwise;
}
