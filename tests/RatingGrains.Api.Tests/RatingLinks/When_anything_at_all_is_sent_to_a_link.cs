using System.Diagnostics;
using System.Text;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;
using RatingGrains.Api.Messengers;

namespace RatingGrains.Api.RatingLinks;

/// <summary>Forms and links as accidents and enemies change them, for a second: each is answered with a page, and what
/// is shown afterwards is still ours.</summary>
public sealed class When_anything_at_all_is_sent_to_a_link
{
    private static readonly TimeSpan Duration = TimeSpan.FromSeconds(1);

    private static readonly int[] Expected = [303, 400, 404, 413, 414, 415, 422, 429, 431];

    private static readonly string[] Forms =
    [
        "value=like&comment=%D0%A1%D0%BF%D0%B0%D1%81%D0%B8%D0%B1%D0%BE%21", "comment=a%0D%0Ab%00%FF%ED%A0%80&value=dislike",
        "value=like&comment=%3C%2Ftextarea%3E%3Cscript%3Ealert(1)%3C%2Fscript%3E",
    ];

    [Fact]
    public async Task it_stands_it()
    {
        var (logs, seed, watch) = (new NotedLogs(), Environment.TickCount, Stopwatch.StartNew());
        await using var host = await LinkHost.StartAsync(
            services: services => services.AddSingleton<ILoggerProvider>(logs));
        var (_, link) = await host.AskedAsync();
        var fuzz = new Fuzz(seed);
        for (var i = 0; watch.Elapsed < Duration || i < 100; i++)
        {
            var form = fuzz.Change(Forms[i % Forms.Length]);
            var path = i % 4 == 0 ? $"/rate/{Uri.EscapeDataString(fuzz.Change(link["/rate/".Length..]))}" : link;
            // Longer ones the client does not send.
            if (path.Length > 8_000)
                continue;
            var content = new StringContent(form, Encoding.UTF8, "application/x-www-form-urlencoded");

            var status = (int)(await host.PostAsync(path, content)).Status;

            var isExpected = Expected.Contains(status);
            Assert.True(isExpected, $"Seed {seed}: {status} for {form} to {path}");
        }

        var page = await host.OpenAsync(link);
        Assert.Equal(200, (int)page.Status);
        Assert.DoesNotContain("<script", page.Text, StringComparison.OrdinalIgnoreCase);
        Assert.DoesNotContain(logs.Lines, line => line.Contains("Exception", StringComparison.Ordinal));
    }
}
