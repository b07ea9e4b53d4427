using Microsoft.Playwright;

namespace RatingGrains.Bench.Browser;

/// <summary>A page that notes by itself when something was done in it and when something else was painted: asking it
/// from outside would add to what is measured.</summary>
internal sealed class Window(IPage page) : IAsyncDisposable
{
    /// <summary>When the rows changed last, when a row was first shown as liked, when the title first said so; in
    /// milliseconds since 1970, each once the frame after it is through. And when a button or a field was last used.
    /// </summary>
    public const string Watch = """
        (() => {
          const bench = window.bench = { openedAt: performance.timeOrigin, usedAt: 0, rowsAt: 0, liked: {}, titles: {} };
          const now = () => performance.timeOrigin + performance.now();
          const painted = (note) => requestAnimationFrame(() => setTimeout(() => note(now())));
          let seen = "";
          const look = () => {
            const rows = [...document.querySelectorAll("tr[data-id]")];
            const ids = rows.map((row) => row.dataset.id).join();
            if (ids !== seen) {
              seen = ids;
              painted((at) => { bench.rowsAt = at; });
            }
            for (const { dataset: { id } } of rows.filter((row) => row.querySelector(".like")))
              if (!(id in bench.liked)) { bench.liked[id] = 0; painted((at) => { bench.liked[id] = at; }); }
            const title = document.title;
            if (title && !(title in bench.titles)) {
              bench.titles[title] = 0;
              painted((at) => { bench.titles[title] = at; });
            }
          };
          new MutationObserver(look).observe(document, { childList: true, subtree: true, characterData: true });
          for (const kind of ["click", "input"]) addEventListener(kind, () => { bench.usedAt = now(); }, true);
        })();
        """;

    private const float PatienceMilliseconds = 20_000;

    public IPage Page => page;

    public Task GoAsync(Uri address) => page.GotoAsync(address.AbsoluteUri);

    /// <summary>Waits until what is asked for is noted, and tells when it was.</summary>
    public async Task<double> UntilAsync(string noted)
    {
        await page.WaitForFunctionAsync($"() => {noted} > 0", null, new() { Timeout = PatienceMilliseconds });
        return await ReadAsync(noted);
    }

    public Task<double> ReadAsync(string noted) => page.EvaluateAsync<double>($"() => {noted}");

    public async ValueTask DisposeAsync() => await page.Context.DisposeAsync();
}
