using System.Text.RegularExpressions;

namespace RatingGrains.Simulation;

/// <summary>The steps of a world, for the failure message. Kept only when a seed that failed is played again.</summary>
internal sealed partial class Trace
{
    private const int Shown = 40;
    private readonly List<string> _notes = [];

    public void Note(Func<string> note) => _notes.Add($"{_notes.Count + 1,6} {note()}");

    /// <summary>The last steps; where the problem names a customer, those about this customer.</summary>
    public string Before(string problem)
    {
        var customer = Customer().Match(problem);
        var about = customer.Success ? new Regex($@"{customer.Value}\b") : null;
        return string.Join(Environment.NewLine, _notes.Where(n => about?.IsMatch(n) ?? true).TakeLast(Shown));
    }

    [GeneratedRegex(@"customer-\d+")]
    private static partial Regex Customer();
}
