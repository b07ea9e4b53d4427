using System.Collections.Concurrent;
using System.Globalization;
using System.Security.Cryptography;
using System.Text;
using System.Text.Json;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Http;

namespace RatingGrains.Api.Host;

/// <summary>A system that is told: keeps what came, and answers as the test says.</summary>
internal sealed class Receiver : IAsyncDisposable
{
    private readonly WebApplication _app;
    private readonly ConcurrentQueue<Told> _got = [];

    private Receiver(WebApplication app) => _app = app;

    public string Address => _app.Urls.Single();

    public int Port => new Uri(Address).Port;

    /// <summary>All that came, in the order of its coming.</summary>
    public IReadOnlyList<Told> Got => [.. _got];

    /// <summary>Says what is answered; null says 204.</summary>
    public Func<Told, HttpContext, Task>? Answer { get; set; }

    public static async Task<Receiver> StartAsync()
    {
        var builder = WebApplication.CreateEmptyBuilder(new WebApplicationOptions());
        builder.WebHost.UseKestrelCore().UseUrls("http://127.0.0.1:0");
        var app = builder.Build();
        var receiver = new Receiver(app);
        app.Run(receiver.TakeAsync);
        await app.StartAsync();
        return receiver;
    }

    /// <summary>Every call is answered so.</summary>
    public void Say(int status) => Answer = (_, context) =>
    {
        context.Response.StatusCode = status;
        return Task.CompletedTask;
    };

    public ValueTask DisposeAsync() => _app.DisposeAsync();

    private async Task TakeAsync(HttpContext context)
    {
        using var raw = new MemoryStream();
        await context.Request.Body.CopyToAsync(raw);
        var headers = context.Request.Headers.ToDictionary(one => one.Key, one => one.Value.ToString());
        var told = new Told(headers, raw.ToArray());
        _got.Enqueue(told);
        context.Response.StatusCode = 204;
        if (Answer is { } answer)
            await answer(told, context);
    }
}

/// <summary>One call, as its receiver sees it.</summary>
internal sealed record Told(IReadOnlyDictionary<string, string> Headers, byte[] Raw)
{
    public JsonElement Body => JsonDocument.Parse(Raw).RootElement;

    public string Type => Body.GetProperty("type").GetString()!;

    public string Id => Body.GetProperty("id").GetString()!;

    public string Conversation => Body.GetProperty("conversation").GetProperty("id").GetString()!;

    /// <summary>Whether one of the signatures is by this secret: worked out here as the documentation says, from the bytes
    /// that came.</summary>
    public bool IsSignedBy(string secret)
    {
        byte[] signed = [.. Encoding.UTF8.GetBytes(Headers["X-RatingGrains-Timestamp"] + "."), .. Raw];
        using var hmac = new HMACSHA256(Encoding.UTF8.GetBytes(secret));
        var digits = hmac.ComputeHash(signed).Select(one => one.ToString("x2", CultureInfo.InvariantCulture));
        var expected = string.Concat(digits);
        return Headers["X-RatingGrains-Signature"].Split(',').Contains("sha256=" + expected);
    }
}
