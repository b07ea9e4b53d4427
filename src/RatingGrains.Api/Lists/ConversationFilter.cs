using System.Collections.Immutable;
using System.Globalization;
using RatingGrains.Agents;
using RatingGrains.Api.Http;
using RatingGrains.Api.OpenApi;
using RatingGrains.Channels;
using RatingGrains.Conversations;
using RatingGrains.Ports;

namespace RatingGrains.Api.Lists;

/// <summary>The filters and the order that list and export share. What is broken is reported to the query.</summary>
internal static class ConversationFilter
{
    private const string Unrated = "none";
    private const int StarsMin = 1, StarsMax = 5;
    private const int SearchMax = 200;

    public static QueryParameter[] Parameters { get; } =
    [
        new("customerRating", $"{Wire<RatingValue>.Names}, {Unrated}.", Several: true),
        new("supervisorRating", $"Stars {StarsMin} to {StarsMax}, {Unrated}.", Several: true),
        new("agent", "Who holds it.", Several: true),
        new("team", "The holder's team.", Several: true),
        new("channel", "Where it is held.", Several: true),
        new("connector", "What the customer writes through.", Several: true),
        new("status", $"{Wire<ConversationStatus>.Names}.", Several: true),
        new("reason", $"Why no rating was asked for: {Wire<RequestReason>.Names}.", Several: true),
        new("from", "Opened then or later.", "date-time"),
        new("to", "Opened before.", "date-time"),
        new("q", "Part of the customer's name or of a comment; or a conversation's number."),
        new("sort", $"{ListOrder.Names}; the first where absent."),
    ];

    public static ConversationQuery Read(Query query, Visibility visibility) => new(
        visibility,
        Ratings(query, "customerRating", Value, $"of {Wire<RatingValue>.Names}, {Unrated}"),
        Ratings(query, "supervisorRating", Stars, $"of {StarsMin} to {StarsMax}, {Unrated}"),
        query.Ids<AgentId>("agent"),
        query.Ids<TeamId>("team"),
        query.Ids<ChannelId>("channel"),
        query.Ids<ConnectorId>("connector"),
        query.OneOf<ConversationStatus>("status"),
        query.OneOf<RequestReason>("reason"),
        query.Time("from"),
        query.Time("to"),
        Search(query),
        Sort(query));

    private static ImmutableArray<T?> Ratings<T>(Query query, string name, Func<string, T?> read, string expected)
        where T : struct
    {
        var ratings = query.Several<OrUnrated<T>>(name, text => OrUnrated<T>.Read(text, read), expected);
        return [.. ratings.Select(rating => rating.Value)];
    }

    private static RatingValue? Value(string text) => Wire<RatingValue>.TryParse(text, out var value) ? value : null;

    private static int? Stars(string text) =>
        IsNumber(text, out var stars) && stars is >= StarsMin and <= StarsMax ? (int)stars : null;

    private static bool IsNumber(string text, out long number) =>
        long.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out number);

    private static string? Search(Query query)
    {
        var text = query.Text("q")?.Trim();
        if (string.IsNullOrEmpty(text))
            return null;
        if (text.Length > SearchMax)
            query.Report("q", $"At most {SearchMax} characters.");
        else if (text.Length < ConversationQuery.SearchMin && !IsNumber(text, out _))
            query.Report("q", $"At least {ConversationQuery.SearchMin} characters, or a conversation's number.");
        return text;
    }

    private static ConversationSort Sort(Query query)
    {
        var text = query.Text("sort");
        if (text is null)
            return ConversationSort.NewestOpened;
        if (ListOrder.TryParse(text, out var sort))
            return sort;
        query.Report("sort", $"Must be one of {ListOrder.Names}.");
        return ConversationSort.NewestOpened;
    }

    /// <summary>One value of a filter: a rating, or that there is none.</summary>
    private readonly record struct OrUnrated<T>(T? Value) where T : struct
    {
        public static OrUnrated<T>? Read(string text, Func<string, T?> read)
        {
            if (text == Unrated)
                return new OrUnrated<T>(null);
            return read(text) is { } value ? new OrUnrated<T>(value) : null;
        }
    }
}
