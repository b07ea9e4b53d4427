using System.Collections.Immutable;
using System.Text.Json.Nodes;
using RatingGrains.Agents;
using RatingGrains.Api.Bitrix24.Access;
using RatingGrains.Api.Bitrix24.Answers;
using RatingGrains.Api.Bitrix24.Methods;
using RatingGrains.Api.Bitrix24.Requests;
using RatingGrains.Api.Channels;
using RatingGrains.Api.Keys;
using RatingGrains.Channels;
using RatingGrains.Ports;

namespace RatingGrains.Api.Bitrix24.Lines;

/// <summary><c>imopenlines.config.*</c>: channels, as lines. Who may do what with them the table of rights says, as
/// everywhere.</summary>
internal sealed class LineMethods(
    IRatingEngine engine, IDirectory directory, Authority authority, DoorNumbers numbers, LineView view,
    LineChanges changes) : IRestFeature
{
    private const string Id = "CONFIG_ID", Fields = "PARAMS";

    private static readonly RestError IdEmpty = new(400, "CONFIG_ID_EMPTY", "Config ID can't be empty");
    private static readonly RestError NotPermitted = new(403, "CONFIG_WRONG_USER_PERMISSION", "Permission denied");

    public IEnumerable<RestMethod> Methods =>
    [
        new("imopenlines.config.add", DoorScopes.OpenLines, AddAsync),
        new("imopenlines.config.update", DoorScopes.OpenLines, UpdateAsync),
        new("imopenlines.config.get", DoorScopes.OpenLines, GetAsync),
        new("imopenlines.config.list.get", DoorScopes.OpenLines, ListAsync),
        new("imopenlines.config.delete", DoorScopes.OpenLines, DeleteAsync),
        new("imopenlines.config.path.get", DoorScopes.OpenLines, Path),
        new("imopenlines.revision.get", DoorScopes.OpenLines, Revision),
    ];

    private async Task<RestReply> AddAsync(RestCall call, CancellationToken cancellationToken)
    {
        if (!MayConfigure(call))
            return NotPermitted;
        var given = call.Parameters[Fields];
        var (queue, isValid) = await ReadQueueAsync(given, cancellationToken);
        if (!isValid)
            return RestReply.False;
        if (queue is null && call.Caller.AgentIn(directory) is { } self)
            queue = [self];
        var id = new ChannelId($"line-{Guid.NewGuid():N}");
        var number = await numbers.OfAsync(id, cancellationToken);
        DefaultTexts.TryFind(DefaultTexts.FirstLocale, out var texts);
        var start = ChannelRequest.DefaultsOf($"Open channel {number}", texts!, DefaultTexts.FirstLocale);
        var (settings, error) = LineWriting.Apply(start, given, queue);
        if (error is not null)
            return error;
        var reply = await engine.ConfigureAsync(id, settings, null, cancellationToken);
        return reply.Refusal is null ? JsonValue.Create(number) : RestReply.False;
    }

    private async Task<RestReply> UpdateAsync(RestCall call, CancellationToken cancellationToken)
    {
        if (call.Parameters[Id].IsBlank)
            return IdEmpty;
        if (!MayConfigure(call))
            return NotPermitted;
        var given = call.Parameters[Fields];
        var (queue, isValid) = await ReadQueueAsync(given, cancellationToken);
        return isValid
            ? await ChangeAsync(call, current => LineWriting.Apply(current, given, queue), cancellationToken)
            : RestReply.False;
    }

    private Task<RestReply> DeleteAsync(RestCall call, CancellationToken cancellationToken)
    {
        if (call.Parameters[Id].IsBlank)
            return Task.FromResult<RestReply>(IdEmpty);
        if (!MayConfigure(call))
            return Task.FromResult<RestReply>(NotPermitted);
        return ChangeAsync(
            call,
            current => (current with
            {
                Active = false,
                Bitrix24 = (current.Bitrix24 ?? new Bitrix24Settings("{}", [])) with { Deleted = true },
            }, null),
            cancellationToken);
    }

    private async Task<RestReply> GetAsync(RestCall call, CancellationToken cancellationToken)
    {
        if (call.Parameters[Id].IsBlank)
            return IdEmpty;
        if (await FindAsync(call, cancellationToken) is not { } channel
            || authority.Check(call.Caller.Key, Rights.ReadChannels, channel) is not null)
            return RestReply.False;
        var line = await view.OfAsync(channel, cancellationToken);
        if (call.Parameters["WITH_QUEUE"].Text is not ("N" or "n" or "0"))
            await view.AddQueueAsync(line, channel.Settings, cancellationToken);
        return line;
    }

    private async Task<RestReply> ListAsync(RestCall call, CancellationToken cancellationToken)
    {
        var (query, error) = LineQuery.Read(call.Parameters[Fields], call.Parameters["OPTIONS"]);
        if (error is not null)
            return error;
        var lines = new List<(ChannelEntry Channel, JsonObject Line)>();
        foreach (var channel in directory.Channels)
        {
            if (!LineChanges.IsDeleted(channel) && authority.Check(call.Caller.Key, Rights.ReadChannels, channel) is null)
                lines.Add((channel, await view.OfAsync(channel, cancellationToken)));
        }
        var page = new JsonArray();
        foreach (var (channel, line) in query!.Page(lines.OrderBy(IdOf).Select(entry => (entry, entry.Line))))
        {
            var selected = query.Select(line);
            if (query.WithQueue)
                await view.AddQueueAsync(selected, channel.Settings, cancellationToken);
            if (query.WithEntities)
                selected["CONFIG_QUEUE"] = await view.EntitiesOfAsync(channel.Settings, cancellationToken);
            page.Add((JsonNode)selected);
        }
        return page;
    }

    private static Task<RestReply> Path(RestCall call, CancellationToken cancellationToken) =>
        Task.FromResult<RestReply>(new JsonObject { ["SERVER_ADDRESS"] = call.Host, ["PUBLIC_PATH"] = "/contact_center/" });

    private static Task<RestReply> Revision(RestCall call, CancellationToken cancellationToken) =>
        Task.FromResult<RestReply>(new JsonObject { ["rest"] = 2, ["web"] = 1, ["mobile"] = 1 });

    private async Task<RestReply> ChangeAsync(
        RestCall call, Func<ChannelSettings, (ChannelSettings Settings, RestError? Error)> change,
        CancellationToken cancellationToken) =>
        await numbers.FindChannelAsync(call.Parameters[Id].Id, cancellationToken) is { } id
            ? await changes.ApplyAsync(id, change, cancellationToken)
            : RestReply.False;

    private async ValueTask<ChannelEntry?> FindAsync(RestCall call, CancellationToken cancellationToken) =>
        await numbers.FindChannelAsync(call.Parameters[Id].Id, cancellationToken) is { } id
            && directory.Find(id) is { } channel && !LineChanges.IsDeleted(channel) ? channel : null;

    /// <summary>Who is named must be an agent, and somebody must be; null where nothing is said of the queue.</summary>
    private async ValueTask<(ImmutableArray<AgentId>? Queue, bool IsValid)> ReadQueueAsync(
        Parameter given, CancellationToken cancellationToken)
    {
        if (!given.Has(LineFields.Queue))
            return (null, true);
        var agents = new List<AgentId>();
        foreach (var (_, entry) in given[LineFields.Queue].Children)
        {
            var number = entry.IsBranch ? entry["ENTITY_ID"].Id : entry.Id;
            var isUser = !entry.IsBranch || entry["ENTITY_TYPE"].Text?.ToLowerInvariant() is null or "user";
            if (!isUser || await numbers.FindAgentAsync(number, cancellationToken) is not { } id || directory.Find(id) is null)
                return (null, false);
            if (!agents.Contains(id))
                agents.Add(id);
        }
        return ([.. agents], agents.Count > 0);
    }

    private static bool MayConfigure(RestCall call) => Rights.Administer.IsOpenTo(call.Caller.Key);

    private static long IdOf((ChannelEntry Channel, JsonObject Line) entry) => Parameter.Of(entry.Line["ID"]).Id ?? 0;
}
