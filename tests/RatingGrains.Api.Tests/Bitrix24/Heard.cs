using System.Text;
using Microsoft.Extensions.DependencyInjection;
using RatingGrains.Api.Bitrix24.Requests;
using RatingGrains.Api.Host;
using RatingGrains.Ports;

namespace RatingGrains.Api.Bitrix24;

/// <summary>What an application's handler is told while it is bound, as PHP would read it.</summary>
internal sealed class Heard : IAsyncDisposable
{
    private readonly ApiHost _host;
    private readonly RestClient _application;
    private readonly string[] _events;

    private Heard(ApiHost host, RestClient application, string[] events, Receiver receiver) =>
        (_host, _application, _events, Receiver) = (host, application, events, receiver);

    public Receiver Receiver { get; }

    /// <summary>In the order of its coming.</summary>
    public IReadOnlyList<Parameter> All => [.. Receiver.Got.Select(Read)];

    public static async Task<Heard> StartAsync(ApiHost host, RestClient application, params string[] events)
    {
        var heard = new Heard(host, application, events, await Receiver.StartAsync());
        foreach (var name in events)
        {
            Assert.True((await application.ResultAsync(
                "event.bind", new { @event = name, handler = heard.Receiver.Address })).GetBoolean());
        }
        return heard;
    }

    public Task CountAsync(int count) => Eventually.HoldsAsync(() => Task.FromResult(Receiver.Got.Count >= count));

    /// <summary>What is to be shown; waits until there is so much of it.</summary>
    public async Task<Parameter> MessageAsync(int index)
    {
        await CountAsync(index + 1);
        var told = All[index];
        Assert.Equal("ONIMCONNECTORMESSAGEADD", told["event"].Text);
        return Assert.Single(told["data"]["MESSAGES"].Children).Value;
    }

    /// <summary>Of which connector and which line.</summary>
    public (string?, string?) Where(int index) =>
        (All[index]["data"]["CONNECTOR"].Text, All[index]["data"]["LINE"].Text);

    /// <summary>Nothing waits, and no more than this was told.</summary>
    public async Task NothingButAsync(int count)
    {
        var queue = _host.Services.GetRequiredService<IWebhookQueue>();
        var mine = _host.Services.GetRequiredService<IWebhooks>().All
            .Where(webhook => webhook.Url == Receiver.Address).ToList();
        Assert.Equal(_events.Length, mine.Count);
        await Eventually.HoldsAsync(async () =>
        {
            foreach (var webhook in mine)
            {
                if (await queue.NextDueAsync(webhook.Id, default) is not null)
                    return false;
            }
            return true;
        });
        Assert.Equal(count, Receiver.Got.Count);
    }

    public async ValueTask DisposeAsync()
    {
        foreach (var name in _events)
            await _application.ResultAsync("event.unbind", new { @event = name, handler = Receiver.Address });
        await Receiver.DisposeAsync();
    }

    private static Parameter Read(Told told)
    {
        Assert.Equal("application/x-www-form-urlencoded", told.Headers["Content-Type"]);
        return BracketedForm.Read(Encoding.UTF8.GetString(told.Raw))!;
    }
}
