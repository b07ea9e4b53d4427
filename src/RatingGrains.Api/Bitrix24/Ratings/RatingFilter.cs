using System.Collections.Immutable;
using System.Globalization;
using RatingGrains.Agents;
using RatingGrains.Api.Bitrix24.Access;
using RatingGrains.Api.Bitrix24.Answers;
using RatingGrains.Api.Bitrix24.Requests;
using RatingGrains.Channels;
using RatingGrains.Conversations;
using RatingGrains.Ports;

namespace RatingGrains.Api.Bitrix24.Ratings;

/// <summary>Reads which conversations a list is to have, and in which order.</summary>
internal static class RatingFilter
{
    private const string Known =
        "VOTE, VOTE_HEAD, OPERATOR_ID, CONFIG_ID, ID, >ID, <ID, DATE_CREATE with >= or <";

    /// <returns>No query where nothing can match: a number that is nobody's.</returns>
    public static async ValueTask<(ConversationQuery? Query, RestError? Error)> ReadAsync(
        Parameter parameters, DoorNumbers numbers, CancellationToken cancellationToken)
    {
        var (query, error) = ReadOrder(parameters["order"]);
        if (error is not null)
            return (null, error);
        if (parameters["filter"] is { IsBranch: false, IsBlank: false })
            return (null, RestError.Invalid("filter", $"Must be of fields: {Known}."));
        foreach (var (name, value) in parameters["filter"].Children)
        {
            switch (name.ToUpperInvariant())
            {
                case "VOTE" or "=VOTE":
                    query = query with { CustomerRating = [.. Texts(value).Select(Vote)] };
                    if (Texts(value).Any(text => text is not ("0" or "1" or "5")))
                        error = Wrong(name, "5, 1 or 0");
                    break;
                case "VOTE_HEAD" or "=VOTE_HEAD":
                    query = query with { SupervisorRating = [.. Numbers(value).Select(Stars)] };
                    if (Numbers(value).Any(number => number is not (>= 0 and <= 5)))
                        error = Wrong(name, "from 0 to 5");
                    break;
                case "OPERATOR_ID" or "=OPERATOR_ID":
                    var agents = ImmutableArray.CreateBuilder<AgentId>();
                    foreach (var number in Numbers(value))
                    {
                        if (await numbers.FindAgentAsync(number, cancellationToken) is { } agent)
                            agents.Add(agent);
                    }
                    if (agents.Count == 0)
                        return (null, null);
                    query = query with { Agents = agents.ToImmutable() };
                    break;
                case "CONFIG_ID" or "=CONFIG_ID":
                    var channels = ImmutableArray.CreateBuilder<ChannelId>();
                    foreach (var number in Numbers(value))
                    {
                        if (await numbers.FindChannelAsync(number, cancellationToken) is { } channel)
                            channels.Add(channel);
                    }
                    if (channels.Count == 0)
                        return (null, null);
                    query = query with { Channels = channels.ToImmutable() };
                    break;
                case "ID" or "=ID" when value.WholeNumber is { } id:
                    query = query with { AboveNumber = id - 1, BelowNumber = id == long.MaxValue ? id : id + 1 };
                    break;
                case ">ID" when value.WholeNumber is { } above:
                    query = query with { AboveNumber = above };
                    break;
                case "<ID" when value.WholeNumber is { } below:
                    query = query with { BelowNumber = below };
                    break;
                case ">=DATE_CREATE" when Time(value) is { } from:
                    query = query with { From = from };
                    break;
                case "<DATE_CREATE" when Time(value) is { } to:
                    query = query with { To = to };
                    break;
                case "ID" or "=ID" or ">ID" or "<ID":
                    return (null, Wrong(name, "a whole number"));
                case ">=DATE_CREATE" or "<DATE_CREATE":
                    return (null, Wrong(name, "a time like 2026-01-31T08:00:00+00:00"));
                default:
                    return (null, Wrong(name, $"one of {Known}"));
            }
            if (error is not null)
                return (null, error);
        }
        return (query, null);
    }

    private static (ConversationQuery Query, RestError? Error) ReadOrder(Parameter order)
    {
        var newest = ConversationQuery.All with { Sort = ConversationSort.HighestNumber };
        if (order.IsBlank)
            return (newest, null);
        return order.Children.Count == 1 && order["ID"].Text?.ToUpperInvariant() is { } direction and ("ASC" or "DESC")
            ? (direction == "DESC" ? newest : newest with { Sort = ConversationSort.LowestNumber }, null)
            : (newest, RestError.Invalid("order", "Must be ID, ASC or DESC."));
    }

    private static IEnumerable<string> Texts(Parameter value) => value.IsBranch
        ? value.Children.Select(child => child.Value.Text ?? "")
        : [value.Text ?? ""];

    private static IEnumerable<long?> Numbers(Parameter value) => value.IsBranch
        ? value.Children.Select(child => child.Value.WholeNumber)
        : [value.WholeNumber];

    private static RatingValue? Vote(string text) => text switch
    {
        "5" => RatingValue.Like,
        "1" => RatingValue.Dislike,
        _ => null,
    };

    private static int? Stars(long? number) => number is >= 1 and <= 5 ? (int)number : null;

    private static DateTimeOffset? Time(Parameter value) =>
        DateTimeOffset.TryParse(
            value.Text, CultureInfo.InvariantCulture, DateTimeStyles.AssumeUniversal, out var at) ? at : null;

    private static RestError Wrong(string field, string expected) =>
        RestError.Invalid("filter", $"{field} must be {expected}.");
}
