using RatingGrains.Bench;
using RatingGrains.Bench.Core;
using RatingGrains.Bench.Hooks;
using RatingGrains.Bench.Http;
using RatingGrains.Bench.Scale;

return args switch
{
    ["core"] => CoreBench.Run(),
    ["http"] => await HttpBench.RunAsync(HttpBench.FullRounds),
    ["http", var rounds] when int.TryParse(rounds, out var count) && count > 0 => await HttpBench.RunAsync(count),
    ["hooks"] => await HooksBench.RunAsync(HooksBench.FullRounds),
    ["hooks", var rounds] when int.TryParse(rounds, out var count) && count > 0 => await HooksBench.RunAsync(count),
    ["scale"] => await ScaleBench.RunAsync(ScaleBench.FullSize, folder: null),
    ["scale", var size, .. var rest] when int.TryParse(size, out var conversations) && rest.Length <= 1 =>
        await ScaleBench.RunAsync(conversations, rest.Length == 1 ? rest[0] : null),
    ["silo", .. var rest] => await OwnProgram.RunAsync("Silo", rest),
    ["console", .. var rest] => await OwnProgram.RunAsync("Browser", rest),
    _ => Usage(),
};

static int Usage()
{
    Console.Error.WriteLine("""
        What to measure?
          http                       a rating and a message by HTTP against a request that does nothing
          http <rounds>              the same, measured so often: one for a quick look
          hooks [<rounds>]           messengers' deliveries, single and a hundred at a time
          core                       one turn of the core: time and allocation
          scale                      a million conversations: start, memory, lists, exports, deadlines
          console [<number> [<folder>]]  the console in a browser, over a million conversations or so many
          silo [<what>]              the silo on PostgreSQL, by the project in the folder Silo; -- silo help says what there is
          scale <number> [<folder>]  so many of them; the file is kept in the folder and used again from there
        """);
    return 1;
}
