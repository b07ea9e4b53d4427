namespace RatingGrains.Simulation;

/// <summary>A piece of work with pauses, in which other work goes on and the process may die.</summary>
/// <param name="name">For the failure message; read only there.</param>
/// <param name="work">Each step ends at a pause and says where.</param>
/// <param name="givesUpAt">Until when its caller repeats it where it has no answer; null where nobody waits for one.</param>
internal sealed class Errand(Func<string> name, Func<Errand, IEnumerable<string>> work, DateTimeOffset? givesUpAt)
{
    private readonly List<object> _holds = [];
    private IEnumerator<string>? _steps;

    public string Name => name();

    public DateTimeOffset? GivesUpAt => givesUpAt;

    /// <summary>The step of the world before which its caller does not try again.</summary>
    public long NotBefore { get; set; }

    /// <returns>Where it stands; null when it is done.</returns>
    public string? Advance()
    {
        _steps ??= work(this).GetEnumerator();
        return _steps.MoveNext() ? _steps.Current : null;
    }

    /// <summary>Takes an actor for itself, as one that does one thing after the other; false where it is taken.</summary>
    public bool Take(HashSet<object> taken, object actor)
    {
        if (_holds.Contains(actor))
            return true;
        if (!taken.Add(actor))
            return false;
        _holds.Add(actor);
        return true;
    }

    public void LetGo(HashSet<object> taken, object actor)
    {
        if (_holds.Remove(actor))
            taken.Remove(actor);
    }

    /// <summary>It is done, or it died: what it held is free, and it may begin anew.</summary>
    public void End(HashSet<object> taken)
    {
        foreach (var actor in _holds)
            taken.Remove(actor);
        _holds.Clear();
        _steps = null;
    }
}
