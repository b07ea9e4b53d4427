using RatingGrains.Ports;
using RatingGrains.Threads;

namespace RatingGrains.Bench.Scale;

/// <summary>Makes the file that is measured, by the engine itself under a clock that is moved on.</summary>
internal sealed class DataMaker(string database)
{
    private const int Fortnights = 26;

    /// <summary>Fewer at a time than the engine lets wait.</summary>
    private const int AtOnce = 10_000;

    private readonly ContactCentre _centre = new();

    /// <summary>A year of rated and closed conversations. The host is started anew each fortnight, because it tidies up
    /// when it starts: in the end the file holds what that of a host holds that runs all the time.</summary>
    public async Task MakePastAsync(int count, DateTimeOffset end)
    {
        var start = end - (Fortnights * TimeSpan.FromDays(14));
        var clock = new StepClock(start);
        var past = new PastYear(clock, _centre, seed: 1);
        for (var i = 0; i < Fortnights; i++)
        {
            var from = start + (i * TimeSpan.FromDays(14));
            clock.MoveTo(from);
            await using var local = await LocalEngine.StartAsync(database, clock);
            if (i == 0)
                await _centre.OpenAsync(local.Engine);
            var (before, until) = ((long)count * i / Fortnights, (long)count * (i + 1) / Fortnights);
            await past.PlayAsync(local.Engine, (int)(until - before), from, from + TimeSpan.FromDays(13.9));
            Console.Write($"\r{until:#,0} conversations made");
        }
        Console.WriteLine();
    }

    /// <summary>Conversations that all want something at one moment: half of them have gone silent and are to be
    /// finished and asked for a rating, half are to be closed.</summary>
    public async Task MakeDueAsync(int count, DateTimeOffset due)
    {
        var closing = _centre.Desks[0].Settings.Closing;
        var clock = new StepClock(due - closing.AfterSilence!.Value);
        await using var local = await LocalEngine.StartAsync(database, clock);
        await local.UntilTidyAsync(clock.GetUtcNow());
        var words = new Words(new Random(2));
        var run = due.ToUnixTimeSeconds();
        var silent = await HoldAsync(local.Engine, words, count / 2, $"s{run}");
        clock.MoveTo(due - closing.AfterFinish);
        var closed = await HoldAsync(local.Engine, words, count - silent.Count, $"c{run}");
        foreach (var part in closed.Chunk(AtOnce))
            await Task.WhenAll(part.Select(enquiry => enquiry.FinishAsync()));
    }

    private async Task<List<Enquiry>> HoldAsync(IRatingEngine engine, Words words, int count, string prefix)
    {
        var held = new List<Enquiry>(count);
        foreach (var part in Enumerable.Range(0, count).Chunk(AtOnce))
        {
            var opening = part.Select(i => Make(engine, words, $"{prefix}-{i}", i)).ToList();
            await Task.WhenAll(opening.Select(enquiry => enquiry.OpenAsync(words.Question())));
            await Task.WhenAll(opening.Select(enquiry => enquiry.AnswerAsync(words.Answer())));
            held.AddRange(opening);
        }
        return held;
    }

    private Enquiry Make(IRatingEngine engine, Words words, string customer, int i)
    {
        var desk = _centre.Desks[i % _centre.Desks.Length];
        var thread = ThreadId.Of(desk.Connector, desk.Channel, ChatId.Parse(customer), CustomerId.Parse(customer));
        var agent = desk.Settings.Agents[i % desk.Settings.Agents.Length];
        return new Enquiry(engine, desk, thread, agent, words.Name(), i);
    }
}
