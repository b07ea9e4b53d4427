using System.Text.Json.Nodes;
using RatingGrains.Api.Bitrix24.Access;
using RatingGrains.Api.Bitrix24.Answers;
using RatingGrains.Api.Bitrix24.Requests;

namespace RatingGrains.Api.Bitrix24.Methods;

/// <summary>Many commands in one request, one after the other; a later one may name what an earlier one answered.</summary>
internal sealed class Batch(RestDispatcher dispatcher, TimeProvider clock)
{
    public const int CommandsMax = 50;
    private const string Name = "batch";

    public RestMethod Method => new(Name, DoorScopes.Basic, RunAsync);

    private async Task<RestReply> RunAsync(RestCall call, CancellationToken cancellationToken)
    {
        var commands = call.Parameters["cmd"];
        if (!commands.IsBranch || commands.Children.Count == 0)
            return RestError.Missing("cmd");
        var halts = IsTrue(call.Parameters["halt"]);
        var answers = new BatchAnswers();
        foreach (var (index, (key, command)) in commands.Children.Index())
        {
            var start = clock.GetUtcNow();
            var reply = index < CommandsMax
                ? await RunAsync(call, command, answers, cancellationToken)
                : RestError.BatchTooLong;
            answers.Add(key, reply, RestTime.Between(start, clock.GetUtcNow()));
            if (halts && reply.Error is not null)
                break;
        }
        return answers.ToJson();
    }

    private Task<RestReply> RunAsync(
        RestCall call, Parameter command, BatchAnswers answers, CancellationToken cancellationToken)
    {
        var text = command.Text ?? "";
        var question = text.IndexOf('?');
        var path = DoorPath.Read("/" + (question < 0 ? text : text[..question]).Trim());
        // "upload" and "download" are the original's, and as little allowed in a batch.
        if (path.Method is Name or "upload" or "download")
            return Task.FromResult<RestReply>(RestError.NotInBatch);
        if (BracketedForm.Read(question < 0 ? "" : text.AsSpan(question + 1)) is not { } parameters)
            return Task.FromResult<RestReply>(RestError.TooManyFields);
        return dispatcher.RunAsync(
            path.Method, call.With(BatchReferences.Resolve(parameters, answers.Known)), cancellationToken);
    }

    private static bool IsTrue(Parameter halt) =>
        halt.Text?.Trim().ToLowerInvariant() is not (null or "" or "0" or "false" or "n");
}

/// <summary>What the commands of a batch answered, by their keys.</summary>
internal sealed class BatchAnswers
{
    private readonly List<KeyValuePair<string, JsonNode?>> _results = [], _errors = [], _totals = [], _nexts = [], _times = [];

    /// <summary>What later commands may name, under the names they name it by.</summary>
    public Parameter Known { get; } = Parameter.Branch()
        .With("result", Parameter.Branch()).With("error", Parameter.Branch()).With("total", Parameter.Branch())
        .With("next", Parameter.Branch()).With("time", Parameter.Branch());

    public void Add(string key, RestReply reply, JsonObject time)
    {
        if (reply.Error is { } error)
            Add(_errors, "error", key, Envelope.Of(error));
        else
            Add(_results, "result", key, reply.Result);
        if (reply.Total is { } total)
            Add(_totals, "total", key, total);
        if (reply.Next is { } next)
            Add(_nexts, "next", key, next);
        // Only what was done took any time.
        if (reply.Error is null)
            Add(_times, "time", key, time);
    }

    public JsonObject ToJson() => new()
    {
        ["result"] = Map(_results),
        ["result_error"] = Map(_errors),
        ["result_total"] = Map(_totals),
        ["result_next"] = Map(_nexts),
        ["result_time"] = Map(_times),
    };

    private void Add(List<KeyValuePair<string, JsonNode?>> map, string name, string key, JsonNode? value)
    {
        map.Add(new(key, value));
        Known[name].With(key, Parameter.Of(value));
    }

    /// <summary>As PHP writes a map: a list where its keys count from 0, and so where it is empty.</summary>
    private static JsonNode Map(List<KeyValuePair<string, JsonNode?>> entries) =>
        entries.Index().All(pair => pair.Item.Key == $"{pair.Index}")
            ? new JsonArray([.. entries.Select(entry => entry.Value)])
            : new JsonObject(entries);
}
