using System.Diagnostics;
using RatingGrains.Silo.PostgreSql;

namespace RatingGrains.Faults;

/// <summary>Debian's nginx in front of the silos of a test, by the settings that are shipped; only names and ports differ, and
/// what it is too old for: to look the names up again, which addresses do not need.</summary>
internal sealed class Nginx : IAsyncDisposable
{
    private const string Program = "/usr/sbin/nginx";

    private readonly DirectoryInfo _folder = Directory.CreateTempSubdirectory("rating-grains-nginx-");
    private readonly int _port = FreePort.Take();
    private Process _process = null!;

    /// <summary>Why there is none here; null where there can be one.</summary>
    public static string? Absent => File.Exists(Program)
        ? null
        : $"nginx is not installed: no {Program} (apt-get install nginx-light)";

    public Uri Address => new($"http://127.0.0.1:{_port}");

    /// <summary>Returns once it answers.</summary>
    public static async Task<Nginx> StartAsync(IReadOnlyList<Uri> silos)
    {
        var nginx = new Nginx();
        var settings = Path.Combine(nginx._folder.FullName, "nginx.conf");
        await File.WriteAllTextAsync(settings, nginx.Around(await nginx.ShippedAsync(silos)));
        nginx._process = Process.Start(Program, ["-p", nginx._folder.FullName, "-c", settings, "-e", "stderr"]);
        Orphans.EndWithUs(nginx._process.Id);
        using var http = new HttpClient();
        await Waiting.UntilAsync(
            async () =>
            {
                Assert.False(nginx._process.HasExited, "nginx ended instead of starting.");
                try
                {
                    using var live = await http.GetAsync(new Uri(nginx.Address, "/health/live"));
                    return live.IsSuccessStatusCode;
                }
                catch (HttpRequestException)
                {
                    return false;
                }
            },
            TimeSpan.FromSeconds(10), "nginx answers");
        return nginx;
    }

    public async ValueTask DisposeAsync()
    {
        _process.Kill();
        await _process.WaitForExitAsync();
        _process.Dispose();
        _folder.Delete(recursive: true);
    }

    private async Task<string> ShippedAsync(IReadOnlyList<Uri> silos)
    {
        var shipped = await File.ReadAllTextAsync(Path.Combine(AppContext.BaseDirectory, "nginx.conf"));
        var (names, port, again) = (new[] { "server silo-1:8080 ", "server silo-2:8080 " }, "listen 8080;", " resolve;");
        Assert.All([.. names, port, again], part => Assert.Contains(part, shipped, StringComparison.Ordinal));
        for (var i = 0; i < names.Length; i++)
            shipped = shipped.Replace(names[i], $"server {silos[i].Authority} ", StringComparison.Ordinal);
        return shipped.Replace(again, ";", StringComparison.Ordinal)
            .Replace(port, $"listen 127.0.0.1:{_port};", StringComparison.Ordinal);
    }

    /// <summary>What Debian's and the image's own nginx.conf have around it; in one process, which ends when it is told to.</summary>
    private string Around(string shipped) => $$"""
        daemon off;
        master_process off;
        pid {{_folder.FullName}}/pid;
        error_log stderr crit;
        events { worker_connections 1024; }
        http {
            access_log off;
            client_body_temp_path {{_folder.FullName}}/body;
            proxy_temp_path {{_folder.FullName}}/proxy;
            fastcgi_temp_path {{_folder.FullName}}/fastcgi;
            uwsgi_temp_path {{_folder.FullName}}/uwsgi;
            scgi_temp_path {{_folder.FullName}}/scgi;
        {{shipped}}
        }
        """;
}
