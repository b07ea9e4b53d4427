namespace RatingGrains.Bench;

/// <summary>A table in Markdown, so that it can be pasted into README as it is.</summary>
internal sealed class Table(params string[] heads)
{
    private readonly List<string[]> _rows = [];

    public Table Row(params string[] cells)
    {
        _rows.Add(cells);
        return this;
    }

    public void Print(string title)
    {
        string[] line = [.. heads.Select(_ => "---")];
        List<string[]> all = [heads, line, .. _rows];
        var widths = heads.Select((_, column) => all.Max(row => row[column].Length)).ToArray();
        Console.WriteLine();
        Console.WriteLine($"### {title}");
        Console.WriteLine();
        foreach (var row in all)
        {
            var filler = row == line ? '-' : ' ';
            var cells = row.Select((cell, i) => cell.PadRight(widths[i], filler));
            Console.WriteLine($"| {string.Join(" | ", cells)} |");
        }
    }
}
