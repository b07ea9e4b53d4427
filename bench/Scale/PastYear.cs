using RatingGrains.Agents;
using RatingGrains.Ports;
using RatingGrains.Threads;

namespace RatingGrains.Bench.Scale;

/// <summary>Lives through the past: each half hour some conversations open, those of the half hour before are answered,
/// the ones before these are finished, and the ones before these are rated. All end up rated and closed.</summary>
internal sealed class PastYear(StepClock clock, ContactCentre centre, int seed)
{
    private static readonly TimeSpan Step = TimeSpan.FromMinutes(30);

    /// <summary>Who was here is not back before so many others were, and the conversation is over.</summary>
    private const int ReturnAfter = 10_000;

    private readonly Random _random = new(seed);
    private readonly Words _words = new(new Random(seed + 1));
    private readonly Queue<(Desk Desk, ThreadId Thread, string Name)> _customers = [];
    private long _serial;

    /// <summary>Plays so many conversations between two moments; the last ones are rated a little later.</summary>
    public async Task PlayAsync(IRatingEngine engine, int count, DateTimeOffset from, DateTimeOffset to)
    {
        var steps = Math.Max(1, (int)((to - from) / Step));
        List<Enquiry> opened = [], answered = [], finished = [];
        for (var step = 0; step < steps + 3; step++)
        {
            clock.MoveTo(from + (step * Step));
            var size = step < steps ? (int)((long)count * (step + 1) / steps) - (int)((long)count * step / steps) : 0;
            var opening = Enumerable.Range(0, size).Select(_ => Next(engine)).ToList();
            await Task.WhenAll([
                .. finished.Select(RateAsync), .. answered.Select(enquiry => enquiry.FinishAsync()),
                .. opened.Select(AnswerAsync), .. opening.Select(enquiry => enquiry.OpenAsync(_words.Question())),
            ]);
            (opened, answered, finished) = (opening, opened, answered);
        }
    }

    /// <summary>A new customer, or (three in ten) one who was here before.</summary>
    private Enquiry Next(IRatingEngine engine)
    {
        var serial = _serial++;
        var isBack = _customers.Count > ReturnAfter && _random.Next(10) < 3;
        var customer = isBack ? _customers.Dequeue() : NewCustomer(serial);
        _customers.Enqueue(customer);
        return new Enquiry(engine, customer.Desk, customer.Thread, Pick(customer.Desk), customer.Name, serial);
    }

    private (Desk Desk, ThreadId Thread, string Name) NewCustomer(long serial)
    {
        var desk = centre.Desks[_random.Next(centre.Desks.Length)];
        return (desk, Thread(desk, serial), _words.Name());
    }

    private AgentId Pick(Desk desk) => desk.Settings.Agents[_random.Next(desk.Settings.Agents.Length)];

    private static ThreadId Thread(Desk desk, long serial) => ThreadId.Of(
        desk.Connector, desk.Channel, ChatId.Parse($"c{serial * 7919 % 100_000_007}"), CustomerId.Parse($"u{serial}"));

    /// <summary>Three in ten conversations go back and forth a second time.</summary>
    private async Task AnswerAsync(Enquiry enquiry)
    {
        var answer = enquiry.AnswerAsync(_words.Answer());
        if (_random.Next(10) < 3)
            await Task.WhenAll(answer, enquiry.SayAsync(_words.Question()), enquiry.AnswerAsync(_words.Answer()));
        await answer;
    }

    /// <summary>Four of five like it; supervisors look at what went wrong more often than at the rest.</summary>
    private Task RateAsync(Enquiry enquiry)
    {
        var liked = _random.Next(100) < 80;
        var rated = enquiry.RateAsync(liked, _words.Comment(liked));
        if (_random.Next(100) >= (liked ? 8 : 30))
            return rated;
        var stars = liked ? _random.Next(3, 6) : _random.Next(1, 4);
        return Task.WhenAll(rated, enquiry.ReviewAsync(stars, _words.Review()));
    }
}
