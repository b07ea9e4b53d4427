using System.Collections.Concurrent;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Http;

namespace RatingGrains.Api.Messengers;

/// <summary>A call of a messenger's API.</summary>
/// <param name="Sent">Whether the customer has got it.</param>
internal sealed record ApiCall(string Path, IHeaderDictionary Headers, string Body, bool Sent = false);

/// <summary>What a messenger's API answers.</summary>
internal sealed record ApiAnswered(int Status, string Body, int? RetryAfter = null);

/// <summary>A messenger's API as its pages describe it.</summary>
internal interface IMessengerApi
{
    /// <summary>What is wrong with the call, in the messenger's own words; null where it is taken.</summary>
    ApiAnswered? Refuse(ApiCall call);

    ApiAnswered Accept(ApiCall call, int number);
}

/// <summary>Answers as a messenger does, and refuses what it would refuse.</summary>
internal sealed class ApiStandIn : IAsyncDisposable
{
    private readonly WebApplication _app;
    private readonly IMessengerApi _api;
    private readonly ConcurrentQueue<ApiAnswered> _prepared = [];
    private readonly ConcurrentQueue<ApiCall> _calls = [];
    private int _number;

    private ApiStandIn(WebApplication app, IMessengerApi api) => (_app, _api) = (app, api);

    public string Address => _app.Urls.Single();

    public IReadOnlyList<ApiCall> Calls => [.. _calls];

    /// <summary>What has reached customers.</summary>
    public IReadOnlyList<ApiCall> Sent => [.. _calls.Where(call => call.Sent)];

    public static async Task<ApiStandIn> StartAsync(IMessengerApi api)
    {
        var builder = WebApplication.CreateEmptyBuilder(new WebApplicationOptions());
        builder.WebHost.UseKestrelCore().UseUrls("http://127.0.0.1:0");
        var app = builder.Build();
        var standIn = new ApiStandIn(app, api);
        app.Run(standIn.TakeAsync);
        await app.StartAsync();
        return standIn;
    }

    /// <summary>The next call is answered so.</summary>
    public void Prepare(params ApiAnswered[] answers)
    {
        foreach (var answer in answers)
            _prepared.Enqueue(answer);
    }

    public ValueTask DisposeAsync() => _app.DisposeAsync();

    private async Task TakeAsync(HttpContext context)
    {
        using var reader = new StreamReader(context.Request.Body);
        var call = new ApiCall(
            context.Request.Path.Value!, new HeaderDictionary(context.Request.Headers.ToDictionary()),
            await reader.ReadToEndAsync());
        if (_prepared.TryDequeue(out var answer) || (answer = _api.Refuse(call)) is not null)
        {
            _calls.Enqueue(call);
        }
        else
        {
            _calls.Enqueue(call with { Sent = true });
            answer = _api.Accept(call, Interlocked.Increment(ref _number));
        }
        context.Response.StatusCode = answer.Status;
        if (answer.RetryAfter is { } seconds)
            context.Response.Headers.RetryAfter = $"{seconds}";
        context.Response.ContentType = "application/json";
        await context.Response.WriteAsync(answer.Body);
    }
}
