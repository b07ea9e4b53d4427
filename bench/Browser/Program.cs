using RatingGrains.Bench.Browser;

return args switch
{
    [] => await BrowserBench.RunAsync(BrowserBench.FullSize, folder: null),
    [var size, .. var rest] when int.TryParse(size, out var conversations) && conversations > 0 && rest.Length <= 1 =>
        await BrowserBench.RunAsync(conversations, rest.Length == 1 ? rest[0] : null),
    _ => Usage(),
};

static int Usage()
{
    Console.Error.WriteLine("""
        What people see of the console, in Chromium (CHROMIUM_PATH says where one is):
          console                      over a million conversations
          console <number> [<folder>]  over so many; the file is kept in the folder and used again from there
        """);
    return 1;
}
