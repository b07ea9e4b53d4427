using System.Collections.Immutable;
using System.Text.Json.Nodes;
using RatingGrains.Agents;
using RatingGrains.Api.Bitrix24.Access;
using RatingGrains.Api.Bitrix24.Answers;
using RatingGrains.Channels;
using RatingGrains.Conversations;
using RatingGrains.Ports;

namespace RatingGrains.Api.Bitrix24.Lines;

/// <summary>A channel as a line: every value is a text.</summary>
internal sealed class LineView(DoorNumbers numbers, IDirectory directory, RatingFeatures features)
{
    public async ValueTask<JsonObject> OfAsync(ChannelEntry channel, CancellationToken cancellationToken)
    {
        var (settings, rating) = (channel.Settings, channel.Settings.Rating);
        var line = new JsonObject
        {
            ["ID"] = RestTexts.Of(await numbers.OfAsync(channel.Id, cancellationToken)),
            [LineFields.Active] = RestTexts.Of(settings.Active),
            [LineFields.Name] = settings.Name,
            // Where the plan has no such feature, nobody is asked, whatever was set.
            [LineFields.Asks] = RestTexts.Of(rating.AskCustomer && features.CustomerRating),
            [LineFields.TimeLimit] = Seconds(rating.Window),
            [LineFields.BeforeFinish] = RestTexts.Of(rating.AllowDuringConversation),
            [LineFields.ClosesOnVote] = RestTexts.Of(rating.CloseOnRating),
            [LineFields.GraphicRequest] = rating.Graphic.Request,
            [LineFields.GraphicLike] = rating.Graphic.Liked,
            [LineFields.GraphicDislike] = rating.Graphic.Disliked,
            [LineFields.TextRequest] = rating.Text.Request,
            [LineFields.TextLike] = rating.Text.Liked,
            [LineFields.TextDislike] = rating.Text.Disliked,
            [LineFields.FullCloseTime] = RestTexts.Of((long)settings.Closing.AfterFinish.TotalMinutes),
            [LineFields.AutoCloseTime] = Seconds(settings.Closing.AfterSilence),
            // The original's dates come out as empty objects, and so clients have them.
            ["DATE_CREATE"] = new JsonObject(),
            ["DATE_MODIFY"] = new JsonObject(),
            ["MODIFY_USER_ID"] = "0",
        };
        foreach (var (name, value) in LineFields.KeptOf(settings))
            line[name] = value?.DeepClone();
        return line;
    }

    /// <summary>The agents of the line, in the three forms that clients look for.</summary>
    public async ValueTask AddQueueAsync(JsonObject line, ChannelSettings settings, CancellationToken cancellationToken)
    {
        var (queue, full, fields) = (new JsonArray(), new JsonObject(), new JsonObject());
        foreach (var (index, (id, number)) in (await NumberedAsync(settings.Agents, cancellationToken)).Index())
        {
            var text = RestTexts.Of(number);
            var name = directory.Find(id)?.Name;
            queue.Add((JsonNode)text);
            full[text] = new JsonObject
            {
                ["ID"] = text,
                ["SORT"] = RestTexts.Of(index),
                ["USER_ID"] = text,
                ["DEPARTMENT_ID"] = "0",
                ["USER_NAME"] = name,
                ["USER_WORK_POSITION"] = null,
                ["USER_AVATAR"] = null,
            };
            fields[text] = new JsonObject { ["USER_NAME"] = name, ["USER_WORK_POSITION"] = null, ["USER_AVATAR"] = null };
        }
        line[LineFields.Queue] = queue;
        line["QUEUE_FULL"] = full.Count > 0 ? full : new JsonArray();
        line["QUEUE_USERS_FIELDS"] = fields.Count > 0 ? fields : new JsonArray();
        line["QUEUE_ONLINE"] = RestTexts.Of(queue.Count > 0);
    }

    /// <summary>The agents as they are given to <c>config.add</c>.</summary>
    public async ValueTask<JsonArray> EntitiesOfAsync(ChannelSettings settings, CancellationToken cancellationToken)
    {
        var entities = new JsonArray();
        foreach (var (_, number) in await NumberedAsync(settings.Agents, cancellationToken))
            entities.Add((JsonNode)new JsonObject { ["ENTITY_ID"] = RestTexts.Of(number), ["ENTITY_TYPE"] = "user" });
        return entities;
    }

    private async ValueTask<List<(AgentId Id, long Number)>> NumberedAsync(
        ImmutableArray<AgentId> agents, CancellationToken cancellationToken)
    {
        var numbered = new List<(AgentId, long)>(agents.Length);
        foreach (var id in agents)
            numbered.Add((id, await numbers.OfAsync(id, cancellationToken)));
        return numbered;
    }

    private static string Seconds(TimeSpan? span) => RestTexts.Of((long)(span?.TotalSeconds ?? 0));
}
