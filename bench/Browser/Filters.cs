using Microsoft.Playwright;

namespace RatingGrains.Bench.Browser;

/// <summary>From the choice in a filter until its rows are painted.</summary>
internal sealed class Filters(HostProcess host, Chromium chromium)
{
    private const int Times = 10;
    private const int MillisecondsMax = 300;

    /// <summary>Longer than anything that is still on its way.</summary>
    private const float RestMilliseconds = 1_000;

    private static readonly string[] Names = ["anna", "smith", "lopez", "rossi"];

    public async Task MeasureAsync(Table table)
    {
        (string Name, string Filter, string Choice)[] filters =
        [
            ("Dislike", "Rated by client", "Dislike"), ("1 star", "Supervisor rating", "1 ★"),
            ("unrated by supervisors", "Supervisor rating", "Unrated"), ("Like", "Rated by client", "Like"),
        ];
        foreach (var (name, filter, choice) in filters)
        {
            var waits = await MeasureAsync((window, _) => ChooseAsync(window, filter, choice));
            Waits.Tell(table, $"Filter: {name}", waits, MillisecondsMax);
        }
        var typed = await MeasureAsync(TypeAsync);
        Waits.Tell(table, "Search by a name, 250 ms of it until the typing rests", typed, MillisecondsMax);
    }

    private async Task<List<double>> MeasureAsync(Func<Window, int, Task> use)
    {
        await using var window = await chromium.OpenAsync(HostSettings.AdminKey);
        var waits = new List<double>();
        // The first one wakes the pages of the file, as a colleague's question would have before.
        for (var i = -1; i < Times; i++)
        {
            await window.GoAsync(new Uri(host.Address, "/conversations"));
            await window.UntilAsync("bench.rowsAt");
            await use(window, i + 1);
            await window.Page.WaitForTimeoutAsync(RestMilliseconds);
            var (used, shown) = (await window.ReadAsync("bench.usedAt"), await window.ReadAsync("bench.rowsAt"));
            if (shown <= used)
                throw new InvalidOperationException("The rows did not change.");
            if (i >= 0)
                waits.Add(shown - used);
        }
        return waits;
    }

    private static async Task ChooseAsync(Window window, string filter, string choice)
    {
        var field = window.Page.GetByRole(AriaRole.Combobox, new() { Name = filter, Exact = true })
            .Or(window.Page.GetByRole(AriaRole.Textbox, new() { Name = filter, Exact = true })).First;
        await field.ClickAsync();
        await window.Page.GetByRole(AriaRole.Option, new() { Name = choice, Exact = true }).ClickAsync();
    }

    private static Task TypeAsync(Window window, int time) =>
        window.Page.GetByRole(AriaRole.Searchbox).FillAsync(Names[time % Names.Length]);
}
