using RatingGrains.Bench.Silo;

return args switch
{
    [] => await AllAsync(),
    ["storage", .. var rest] when rest.Length <= 1 => await StorageBench.RunAsync(rest.FirstOrDefault()),
    ["ratings", var size, .. var names] when int.TryParse(size, out var ratings) && RatingsBench.Knows(names) =>
        await RatingsBench.RunAsync(names, ratings),
    ["ratings", .. var names] when RatingsBench.Knows(names) => await RatingsBench.RunAsync(names),
    ["grains"] => await GrainBench.RunAsync(),
    ["readside"] => await ReadSideBench.RunAsync(),
    ["reminders"] => await ReminderBench.RunAsync(),
    [SiloProcess.WithStockStorage, .. var settings] => await SiloProcess.RunWithStockStorageAsync(settings),
    _ => Usage(),
};

static async Task<int> AllAsync() =>
    await StorageBench.RunAsync(null) + await RatingsBench.RunAsync([]) + await GrainBench.RunAsync()
    + await ReadSideBench.RunAsync() + await ReminderBench.RunAsync();

static int Usage()
{
    Console.Error.WriteLine("""
        What to measure of the silo, on a PostgreSQL server of its own? Nothing said: all of it, in some ten minutes.
          storage [<folder>]             grains' states: 100 callers, in batches and by Orleans' AdoNet provider; with the
                                         provider's own scripts where the folder has PostgreSQL-Main.sql and
                                         PostgreSQL-Persistence.sql
          ratings [<number>] [<host>…]   durable ratings by HTTP, so many a run, on embedded, silo, stock (with AdoNet's
                                         storage) and two (silos)
          grains                         calls to grains in memory on one silo and on two, memory of an active conversation
          readside                       lists, figures, log and streams written from outboxes
          reminders                      what a silo's reading of its reminders costs among 200,000, with and without the index
        """);
    return 1;
}
