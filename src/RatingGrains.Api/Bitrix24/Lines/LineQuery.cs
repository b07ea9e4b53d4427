using System.Globalization;
using System.Text.Json.Nodes;
using RatingGrains.Api.Bitrix24.Answers;
using RatingGrains.Api.Bitrix24.Requests;

namespace RatingGrains.Api.Bitrix24.Lines;

/// <summary>What <c>config.list.get</c> is asked: which lines, in which order, which of their fields.</summary>
internal sealed class LineQuery
{
    private const int LimitDefault = 50, LimitMax = 200;
    private static readonly string[] Operators = [">=", "<=", "!=", "!%", "!", ">", "<", "=", "%"];
    private static readonly string[] KnownOptions = ["QUEUE", "CONFIG_QUEUE", "CHECK_PERMISSION"];

    private readonly List<string> _select = [];
    private readonly List<(string Field, string Operator, string[] Values)> _filter = [];
    private readonly List<(string Field, bool Descending)> _order = [];
    private int _limit = LimitDefault;
    private int _offset;

    public bool WithQueue { get; private init; }

    public bool WithEntities { get; private init; }

    public static (LineQuery? Query, RestError? Error) Read(Parameter parameters, Parameter options)
    {
        foreach (var (name, _) in options.Children)
        {
            if (!KnownOptions.Contains(name, StringComparer.OrdinalIgnoreCase))
                return (null, Wrong($"Unknown option '{name}'"));
        }
        var query = new LineQuery { WithQueue = IsYes(options["QUEUE"]), WithEntities = IsYes(options["CONFIG_QUEUE"]) };
        var error = query.ReadSelect(parameters["select"]) ?? query.ReadFilter(parameters["filter"])
            ?? query.ReadOrder(parameters["order"]) ?? ReadCount(parameters, "limit", ref query._limit)
            ?? ReadCount(parameters, "offset", ref query._offset);
        query._limit = Math.Min(query._limit, LimitMax);
        return error is null ? (query, null) : (null, error);
    }

    /// <summary>The lines of the page, with all their fields still.</summary>
    public IEnumerable<T> Page<T>(IEnumerable<(T Row, JsonObject Line)> lines)
    {
        var matching = lines.Where(entry => _filter.TrueForAll(one => Matches(entry.Line, one.Field, one.Operator, one.Values)));
        IOrderedEnumerable<(T Row, JsonObject Line)>? ordered = null;
        foreach (var (field, descending) in _order)
        {
            var by = (Func<(T Row, JsonObject Line), string>)(entry => Text(entry.Line[field]));
            ordered = (ordered, descending) switch
            {
                (null, false) => matching.OrderBy(by, NumbersFirst.Instance),
                (null, true) => matching.OrderByDescending(by, NumbersFirst.Instance),
                (_, false) => ordered.ThenBy(by, NumbersFirst.Instance),
                (_, true) => ordered.ThenByDescending(by, NumbersFirst.Instance),
            };
        }
        return (ordered ?? matching).Skip(_offset).Take(_limit).Select(entry => entry.Row);
    }

    public JsonObject Select(JsonObject line)
    {
        if (_select.Count == 0)
            return line;
        var selected = new JsonObject();
        foreach (var field in _select)
            selected[field] = line[field]?.DeepClone();
        return selected;
    }

    private RestError? ReadSelect(Parameter select)
    {
        if (!select.IsBranch)
            return select.IsBlank ? null : WrongFormat("select");
        foreach (var (_, field) in select.Children)
        {
            if (field.Text == "*")
                continue;
            if (field.Text is not { } name || !LineFields.All.TryGetValue(name, out var known))
                return Wrong($"Unknown field '{field.Text}' in select");
            _select.Add(known);
        }
        return null;
    }

    private RestError? ReadFilter(Parameter filter)
    {
        if (!filter.IsBranch)
            return filter.IsBlank ? null : WrongFormat("filter");
        foreach (var (name, value) in filter.Children)
        {
            var by = Operators.FirstOrDefault(one => name.StartsWith(one, StringComparison.Ordinal)) ?? "";
            if (!LineFields.All.TryGetValue(name[by.Length..], out var known))
                return Wrong($"Unknown field '{name[by.Length..]}' in filter");
            _filter.Add((known, by, value.IsBranch
                ? [.. value.Children.Select(child => child.Value.Text ?? "")]
                : [value.Text ?? ""]));
        }
        return null;
    }

    private RestError? ReadOrder(Parameter order)
    {
        if (!order.IsBranch)
            return order.IsBlank ? null : WrongFormat("order");
        foreach (var (name, direction) in order.Children)
        {
            if (!LineFields.All.TryGetValue(name, out var known))
                return Wrong($"Unknown field '{name}' in order");
            var up = direction.Text?.ToUpperInvariant();
            if (up is not ("ASC" or "DESC"))
                return Wrong($"The direction of '{name}' must be ASC or DESC");
            _order.Add((known, up == "DESC"));
        }
        return null;
    }

    private static RestError? ReadCount(Parameter parameters, string name, ref int count)
    {
        if (parameters[name].IsBlank)
            return null;
        if (parameters[name].WholeNumber is not ({ } given and >= 0))
            return Wrong($"'{name}' must be a whole number from 0 on");
        count = (int)Math.Min(given, int.MaxValue);
        return null;
    }

    private static bool Matches(JsonObject line, string field, string by, string[] values)
    {
        var text = Text(line[field]);
        return by switch
        {
            "" or "=" => values.Any(value => NumbersFirst.Instance.Compare(text, value) == 0),
            "!" or "!=" => values.All(value => NumbersFirst.Instance.Compare(text, value) != 0),
            ">" => values.All(value => NumbersFirst.Instance.Compare(text, value) > 0),
            "<" => values.All(value => NumbersFirst.Instance.Compare(text, value) < 0),
            ">=" => values.All(value => NumbersFirst.Instance.Compare(text, value) >= 0),
            "<=" => values.All(value => NumbersFirst.Instance.Compare(text, value) <= 0),
            "%" => values.Any(value => text.Contains(value.Trim('%'), StringComparison.OrdinalIgnoreCase)),
            _ => !values.Any(value => text.Contains(value.Trim('%'), StringComparison.OrdinalIgnoreCase)),
        };
    }

    private static string Text(JsonNode? value) => value is JsonValue ? value.ToString() : "";

    private static bool IsYes(Parameter option) => option.Text is "Y" or "y" or "1";

    private static RestError WrongFormat(string field) =>
        Wrong($"A wrong format for the PARAMS field '{field}' is passed");

    private static RestError Wrong(string description) => new(400, "INVALID_FORMAT", description);

    /// <summary>Numbers by their worth, texts in any case.</summary>
    private sealed class NumbersFirst : IComparer<string>
    {
        public static readonly NumbersFirst Instance = new();

        public int Compare(string? x, string? y) =>
            long.TryParse(x, CultureInfo.InvariantCulture, out var left) && long.TryParse(y, CultureInfo.InvariantCulture, out var right)
                ? left.CompareTo(right)
                : string.Compare(x, y, StringComparison.OrdinalIgnoreCase);
    }
}
