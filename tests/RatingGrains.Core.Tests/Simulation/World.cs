using RatingGrains.Agents;
using RatingGrains.Conversations;
using RatingGrains.Threads;

namespace RatingGrains.Simulation;

/// <summary>One seed's world: customers and agents, a cluster, and weather that spares neither.</summary>
internal sealed class World
{
    private const int FewCustomers = 10;
    private const int RoundsUntilQuiet = 10_000;
    private readonly Chance _chance;
    private readonly Clock _clock;
    private readonly Weather _weather;
    private readonly Errands _errands;
    private readonly People _people;
    private readonly Trace? _trace;

    public World(int seed, int customers, Trace? trace)
    {
        (_chance, _trace) = (new Chance(seed), trace);
        _weather = new Weather(_chance);
        _clock = new Clock(_chance);
        // A text is what a store keeps, but it takes its time: a few small worlds say whether anything is lost by it.
        Cluster = new Cluster(_chance, _weather, _clock, Witness, asText: seed % 100 == 0 && customers < FewCustomers);
        _errands = new Errands(_chance, _weather, _clock, trace);
        Cluster.Taken = _errands.Taken;
        _people = new People(_chance, Cluster, Witness, _clock, customers);
    }

    public Witness Witness { get; } = new();

    public Cluster Cluster { get; }

    public void Step()
    {
        switch (_chance.Below(24))
        {
            case < 4:
                Start(_people.Writes());
                break;
            case < 10:
                Start(_people.Works());
                break;
            case 10:
                Start(_people.WritesAgain());
                break;
            case < 15:
                StartPump();
                StartPump();
                break;
            case < 17:
                Start(_people.TryPick(out var sleeper) ? Wakes(sleeper) : null);
                break;
            case 17:
                Start(new Errand(() => "something arrives late", _ => Cluster.DeliverLate(), null));
                break;
            case 18 when _chance.OnceIn(6):
                _people.ChangeSettings();
                break;
            case 19:
                _clock.Jump();
                break;
            case 20:
                StartReport();
                break;
        }
        // The more is under way, the faster it goes on, or it would only pile up.
        for (var steps = _chance.Below(5) + _errands.UnderWay / 10; steps > 0; steps--)
            _errands.Advance();
    }

    /// <summary>The weather clears up, everybody stops, and all that is under way comes to its end.</summary>
    public void ComeToRest()
    {
        _weather.Calm();
        _trace?.Note(() => "the weather clears up");
        for (var rounds = 0; rounds < RoundsUntilQuiet; rounds++)
        {
            do
                _errands.Hurry();
            while (_errands.Advance());
            Cluster.Unpark();
            if (Cluster.WakeAt is { } next)
                _clock.Set(next);
            else if (!Cluster.AnythingIsLate)
                return;
            StartAll();
        }
        throw new Broken("it never comes to rest");
    }

    private void StartAll()
    {
        if (Cluster.AnythingIsLate)
            Start(new Errand(() => "something arrives late", _ => Cluster.DeliverLate(), null));
        StartReport();
        foreach (var id in Cluster.ConversationsDue)
            Start(Wakes(id));
        foreach (var id in Cluster.ThreadsDue)
            Start(new Errand(() => $"{id} wakes", e => Cluster.Wake(e, id), null));
        foreach (var id in Cluster.Conversations.Owing.Members)
            Start(Delivers(id));
        foreach (var id in Cluster.Threads.Owing.Members)
            Start(Delivers(id));
        foreach (var id in Cluster.Agents.Owing.Members)
            Start(Delivers(id));
    }

    private void StartReport()
    {
        if (Cluster.Reports.Count == 0)
            return;
        var at = _chance.Below(Cluster.Reports.Count);
        Start(Cluster.Reports[at]);
        Cluster.Reports.RemoveAt(at);
    }

    private void StartPump()
    {
        if (Cluster.Conversations.Owing.TryDraw(_chance, out var conversation))
            Start(Delivers(conversation));
        if (_chance.OnceIn(3) && Cluster.Threads.Owing.TryDraw(_chance, out var thread))
            Start(Delivers(thread));
        if (_chance.OnceIn(3) && Cluster.Agents.Owing.TryDraw(_chance, out var agent))
            Start(Delivers(agent));
    }

    private Errand Wakes(ConversationId id) => new(() => $"{id} wakes", _ => Cluster.Wake(id), null);

    private Errand Delivers(ConversationId id) => new(() => $"{id} delivers", e => Cluster.Deliver(e, id), null);

    private Errand Delivers(ThreadId id) => new(() => $"{id} delivers", e => Cluster.Deliver(e, id), null);

    private Errand Delivers(AgentId id) => new(() => $"{id} delivers", e => Cluster.Deliver(e, id), null);

    private void Start(Errand? errand)
    {
        if (errand is not null)
            _errands.Start(errand);
    }
}
