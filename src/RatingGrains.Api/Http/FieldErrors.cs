namespace RatingGrains.Api.Http;

/// <summary>What is wrong with a request, by field; all of it, so that a caller mends everything at once.</summary>
internal sealed class FieldErrors
{
    /// <summary>A body of thousands of broken entries is answered by the first of them.</summary>
    private const int FieldsMax = 100;

    private SortedDictionary<string, List<string>>? _byField;

    public bool Any => _byField is not null;

    public IReadOnlyDictionary<string, List<string>> ByField => _byField ?? [];

    public void Add(string field, string problem)
    {
        _byField ??= new(StringComparer.Ordinal);
        if (_byField.TryGetValue(field, out var problems))
            problems.Add(problem);
        else if (_byField.Count < FieldsMax)
            _byField.Add(field, [problem]);
    }
}
