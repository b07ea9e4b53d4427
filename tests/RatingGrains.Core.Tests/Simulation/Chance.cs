namespace RatingGrains.Simulation;

/// <summary>All chance of one seed: the same seed, the same world.</summary>
internal sealed class Chance(int seed)
{
    private readonly Random _random = new(seed);

    public int Below(int bound) => _random.Next(bound);

    /// <summary>True once in so many times; with 0 never.</summary>
    public bool OnceIn(int times) => times > 0 && _random.Next(times) == 0;

    public T Of<T>(params ReadOnlySpan<T> values) => values[_random.Next(values.Length)];
}

/// <summary>A set of which any member can be drawn.</summary>
internal sealed class Bag<T> where T : notnull
{
    private readonly List<T> _members = [];
    private readonly Dictionary<T, int> _places = [];

    public IReadOnlyList<T> Members => _members;

    public void Put(T member, bool isIn)
    {
        if (isIn && _places.TryAdd(member, _members.Count))
        {
            _members.Add(member);
        }
        else if (!isIn && _places.Remove(member, out var place))
        {
            var last = _members[^1];
            _members.RemoveAt(_members.Count - 1);
            if (place == _members.Count)
                return;
            _members[place] = last;
            _places[last] = place;
        }
    }

    public bool TryDraw(Chance chance, out T member)
    {
        member = _members.Count == 0 ? default! : _members[chance.Below(_members.Count)];
        return _members.Count > 0;
    }
}
