namespace RatingGrains.Simulation;

/// <summary>What is under way, and what its callers will try again. Chance says what goes on next and what dies.</summary>
internal sealed class Errands(Chance chance, Weather weather, Clock clock, Trace? trace)
{
    private readonly List<Errand> _underWay = [];
    private readonly List<Errand> _waiting = [];
    private long _step;

    /// <summary>Actors that do something at this moment.</summary>
    public HashSet<object> Taken { get; } = [];

    public int UnderWay => _underWay.Count;

    public void Start(Errand errand) => _underWay.Add(errand);

    /// <returns>False where there was nothing to do.</returns>
    public bool Advance()
    {
        _step++;
        if (chance.OnceIn(weather.PowerCut))
            CutPower();
        if (TakeUpAgain() is not { } errand)
        {
            if (_underWay.Count == 0)
                return false;
            errand = _underWay[chance.Below(_underWay.Count)];
        }
        Advance(errand);
        return true;
    }

    private void Advance(Errand errand)
    {
        try
        {
            var at = chance.OnceIn(weather.Crash) ? "crashes" : errand.Advance();
            trace?.Note(() => $"{errand.Name}: {at ?? "done"}");
            if (at is not (null or "crashes"))
                return;
            End(errand, again: at is not null || chance.OnceIn(weather.ReplyIsLost));
        }
        catch (WriteFailed)
        {
            trace?.Note(() => $"{errand.Name}: the store does not answer");
            End(errand, again: true);
        }
    }

    private void End(Errand errand, bool again)
    {
        errand.End(Taken);
        _underWay.Remove(errand);
        if (!again || errand.GivesUpAt is null)
            return;
        errand.NotBefore = _step + (chance.OnceIn(5) ? chance.Below(300) : chance.Below(20));
        _waiting.Add(errand);
    }

    private void CutPower()
    {
        trace?.Note(() => "the power is cut");
        foreach (var errand in _underWay.ToArray())
            End(errand, again: true);
    }

    private Errand? TakeUpAgain()
    {
        for (var i = _waiting.Count - 1; i >= 0; i--)
        {
            var errand = _waiting[i];
            if (errand.GivesUpAt <= clock.Now)
            {
                _waiting.RemoveAt(i);
            }
            else if (errand.NotBefore <= _step)
            {
                _waiting.RemoveAt(i);
                _underWay.Add(errand);
                return errand;
            }
        }
        return null;
    }

    /// <summary>Nobody waits any longer before trying again.</summary>
    public void Hurry()
    {
        foreach (var errand in _waiting)
            errand.NotBefore = 0;
    }
}
