using System.Globalization;
using RatingGrains.Conversations;
using RatingGrains.Figures;

namespace RatingGrains.Embedded.Demo;

/// <summary>What the day came to, and what is worth a look.</summary>
/// <param name="played">Of each course one conversation.</param>
internal sealed class DemoReport(
    TextWriter output, DemoApi admin, DemoPlan plan, IReadOnlyDictionary<Course, ConversationId> played,
    Uri baseAddress)
{
    private static readonly (Course, string)[] Words =
    [
        (Course.Rated, "rated when asked"),
        (Course.RatedDuring, "rated before the end, so not asked again"),
        (Course.RatedLater, "put it off and rated then"),
        (Course.LeftForLater, "put it off"),
        (Course.ChangedMind, "rated and changed their mind"),
        (Course.WroteOn, "wrote on, so the request was withdrawn"),
        (Course.TooLate, "rated too late"),
        (Course.Unanswered, "did not answer the request"),
        (Course.Spam, "spam"),
        (Course.StillOpen, "not finished yet"),
        (Course.Unassigned, "waiting for an agent"),
    ];

    public async Task WriteAsync(TimeSpan elapsed, CancellationToken cancellationToken)
    {
        var all = plan.All.ToList();
        output.WriteLine();
        output.WriteLine(string.Create(
            CultureInfo.InvariantCulture, $"{all.Count} conversations in {elapsed.TotalSeconds:0.0} s:"));
        foreach (var (course, words) in Words)
            output.WriteLine($"  {all.Count(one => one.Course == course),4}  {words}");
        output.WriteLine($"  {all.Count(one => one.IsReviewed),4}  of them rated by a supervisor");
        output.WriteLine();
        await WriteAgentsAsync(cancellationToken);
        output.WriteLine();
        WriteNext();
    }

    private async Task WriteAgentsAsync(CancellationToken cancellationToken)
    {
        output.WriteLine("  agent    team      finished  likes  dislikes  liked (95 %)        stars");
        foreach (var agent in DemoCast.Agents)
        {
            var all = (await admin.GetAsync<DemoSummary>($"agents/{agent.Id}/summary", cancellationToken)).All;
            output.WriteLine(string.Create(
                CultureInfo.InvariantCulture,
                $"  {agent.Id,-8} {agent.Team,-8} {all.Conversations,9} {all.Likes,6} {all.Dislikes,9}"
                + $"  {Share(all),-18} {all.StarsMean,6:0.0}"));
        }
    }

    private static string Share(Figure figure) =>
        figure is { LikeShare: { } share, LikeShareLow: { } low, LikeShareHigh: { } high }
            ? string.Create(CultureInfo.InvariantCulture, $"{share:0%} ({low:0%} to {high:0%})")
            : "";

    private void WriteNext()
    {
        output.WriteLine("What to look at next, with the admin key as $KEY:");
        Look("What went wrong: one or two stars and a dislike",
            "conversations?customerRating=dislike&supervisorRating=1,2");
        if (played.TryGetValue(Course.ChangedMind, out var changed))
            Look("Every word on one rating: a mind that changed", $"conversations/{changed}/history");
        if (played.TryGetValue(Course.TooLate, out var late))
            Look("A rating that came too late", $"conversations/{late}/history");
        Look("Why requests were withdrawn", "conversations?reason=customerWroteOn");
        Look("Who spoke of waiting", "conversations?q=wait");
        Look("An agent's figures", "agents/boris/summary?zone=Europe/Berlin");
        Look("What an agent has not read yet", "agents/boris/notifications?unread=true");
        Look("All of it as a spreadsheet", "conversations/export?format=xlsx", "-o day.xlsx ");
    }

    private void Look(string what, string path, string options = "")
    {
        output.WriteLine($"  # {what}");
        output.WriteLine(
            $"  curl {options}-H \"Authorization: Bearer $KEY\" '{new Uri(baseAddress, $"api/v1/{path}")}'");
    }
}
