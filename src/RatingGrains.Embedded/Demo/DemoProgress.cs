using System.Diagnostics;

namespace RatingGrains.Embedded.Demo;

/// <summary>How far it is: a bar that is redrawn on a terminal, a line every tenth elsewhere.</summary>
internal sealed class DemoProgress(TextWriter output, bool isTerminal, int total)
{
    private const int BarWidth = 32;
    private const int LinesElsewhere = 10;

    private readonly Lock _gate = new();
    private readonly Stopwatch _elapsed = Stopwatch.StartNew();
    private TimeSpan _drawn = -DrawInterval;
    private int _done;

    private static TimeSpan DrawInterval => TimeSpan.FromMilliseconds(100);

    public void Advance()
    {
        lock (_gate)
        {
            _done++;
            if (isTerminal)
                Draw();
            else if (_done * LinesElsewhere / total > (_done - 1) * LinesElsewhere / total)
                output.WriteLine($"  {_done} of {total} conversations, {_elapsed.Elapsed.TotalSeconds:0.0} s");
        }
    }

    private void Draw()
    {
        if (_done < total && _elapsed.Elapsed - _drawn < DrawInterval)
            return;
        _drawn = _elapsed.Elapsed;
        var filled = _done * BarWidth / total;
        var bar = new string('#', filled).PadRight(BarWidth, '.');
        output.Write($"\r  [{bar}] {_done} of {total} conversations");
        if (_done == total)
            output.WriteLine();
    }
}
