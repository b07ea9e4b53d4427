using Microsoft.Playwright;

namespace RatingGrains.Bench.Browser;

/// <summary>A page that notes by itself when something was done in it and when something else was painted: asking it
/// from outside would add to what is measured.</summary>
internal sealed class Window : IAsyncDisposable
{
    private const string Noted = "bench: noted";
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(20);

    private readonly SemaphoreSlim _noted = new(0);

    /// <summary>When the rows changed last, when a row was first shown as liked, when the title first said so; in
    /// milliseconds since 1970, each once the frame after it is through. And when a button or a field was last used.
    /// </summary>
    public const string Watch = $$"""
        (() => {
          const bench = window.bench = { openedAt: performance.timeOrigin, usedAt: 0, rowsAt: 0, liked: {}, titles: {} };
          const now = () => performance.timeOrigin + performance.now();
          const painted = (note) => requestAnimationFrame(() => setTimeout(() => {
            note(now());
            // Not that the page has begun.
            if (bench.rowsAt || Object.keys(bench.titles).length > 1) console.debug("{{Noted}}");
          }));
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

    public Window(IPage page)
    {
        Page = page;
        page.Console += (_, said) =>
        {
            if (said.Text == Noted)
                _noted.Release();
        };
    }

    public IPage Page { get; }

    public Task GoAsync(Uri address) => Page.GotoAsync(address.AbsoluteUri);

    /// <summary>Waits until what is asked for is noted, and tells when it was. The page says when to look: to ask it all
    /// the time takes from what is measured.</summary>
    public async Task<double> UntilAsync(string noted)
    {
        while (await _noted.WaitAsync(Patience))
        {
            var at = await ReadAsync(noted);
            if (at > 0)
                return at;
        }
        throw new TimeoutException($"{noted} was not noted at {Page.Url} for {Patience.TotalSeconds:0} s.");
    }

    public Task<double> ReadAsync(string noted) => Page.EvaluateAsync<double>($"() => {noted}");

    public async ValueTask DisposeAsync()
    {
        await Page.Context.DisposeAsync();
        _noted.Dispose();
    }
}
