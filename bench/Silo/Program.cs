using RatingGrains.Bench.Silo;

return args switch
{
    ["storage", .. var rest] when rest.Length <= 1 => await StorageBench.RunAsync(rest.FirstOrDefault()),
    ["readside"] => await ReadSideBench.RunAsync(),
    ["reminders"] => await ReminderBench.RunAsync(),
    _ => Usage(),
};

static int Usage()
{
    Console.Error.WriteLine("""
        What to measure on PostgreSQL?
          storage [<folder>]  grains' states: 100 callers, in batches and, with the scripts of Orleans' own provider in the
                              folder (PostgreSQL-Main.sql, PostgreSQL-Persistence.sql), by that provider in the same run
          readside            lists, figures, log and streams written from outboxes
          reminders           what a silo's reading of its reminders costs among 200,000, with and without the index
        """);
    return 1;
}
