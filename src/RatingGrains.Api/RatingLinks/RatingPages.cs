using System.Globalization;
using Microsoft.AspNetCore.Html;
using RatingGrains.Conversations;
using static RatingGrains.Api.RatingLinks.RatingPage;

namespace RatingGrains.Api.RatingLinks;

/// <summary>What a customer with a link is shown.</summary>
internal static class RatingPages
{
    private const int ComeAgainSeconds = 5;

    private static readonly HtmlString Nothing = new("");

    public static RatingPage Of(RatingVisit visit) => visit switch
    {
        { Right: RatingRight.NotYet } => NotYet(visit),
        { Rating: { } rating } => Rated(visit, rating),
        { Right: RatingRight.Over } => Late(visit),
        // What was given is not shown to whom the link came from, and it may be they who look.
        { IsSaved: true } => new(
            StatusCodes.Status200OK, visit.Language, visit.Language.Words.Saved, Nothing),
        _ => Ask(visit, StatusCodes.Status200OK, new(null, null), null),
    };

    /// <summary>What was sent could not be taken; it is still in the form.</summary>
    public static RatingPage Refused(RatingVisit visit, RatingForm form, FormProblem problem) => visit switch
    {
        { Right: RatingRight.NotYet } => NotYet(visit),
        { Right: RatingRight.Over } => Late(visit),
        _ => Ask(visit, problem.Status, form, problem.Says(visit.Language.Words)),
    };

    /// <summary>A rating was refused, or none can be given any more.</summary>
    public static RatingPage Late(RatingVisit visit) => visit.Right == RatingRight.NotYet
        ? NotYet(visit)
        : new(
            StatusCodes.Status410Gone, visit.Language, visit.TooLate,
            visit.Rating is { } rating ? Html($"{Given(visit, rating)}{Kept(rating)}") : Nothing);

    public static RatingPage RunOut(PageLanguage language) =>
        Plain(StatusCodes.Status410Gone, language, language.Words.RunOut, language.Words.RunOutMore);

    public static RatingPage Unknown(PageLanguage language) =>
        Plain(StatusCodes.Status404NotFound, language, language.Words.Unknown, language.Words.UnknownMore);

    public static RatingPage TooMany(PageLanguage language) => ComeAgain(
        StatusCodes.Status429TooManyRequests, language, language.Words.TooMany, seconds: 1);

    public static RatingPage Unavailable(PageLanguage language) => ComeAgain(
        StatusCodes.Status503ServiceUnavailable, language, language.Words.Unavailable, ComeAgainSeconds);

    private static RatingPage NotYet(RatingVisit visit) => Plain(
        StatusCodes.Status409Conflict, visit.Language, visit.Language.Words.NotYet, visit.Language.Words.NotYetMore);

    private static RatingPage Ask(RatingVisit visit, int status, RatingForm draft, string? problem)
    {
        var (words, current) = (visit.Language.Words, visit.Rating);
        var comment = draft.Comment ?? current?.Comment;
        return new(status, visit.Language, visit.Question, Html($"""
            {(current is null ? Nothing : Given(visit, current))}
            <form method="post">
            {(problem is null ? Nothing : Html($"""<p class="problem" id="problem" role="alert">{problem}</p>"""))}
            <div class="values">
            {Button(RatingValue.Like, words.Like)}
            {Button(RatingValue.Dislike, words.Dislike)}
            </div>
            {(comment is null ? Html($"""<p class="hint">{words.Hint}</p>""") : CommentField(words, comment, problem))}
            </form>
            """));
    }

    private static RatingPage Rated(RatingVisit visit, CustomerRating rating)
    {
        var thanks = visit.ThanksFor(rating.Value);
        var heading = thanks.Length > 0 ? thanks : visit.Language.Words.Saved;
        var more = visit.Right == RatingRight.Change
            ? Change(visit, rating)
            : Html($"""{Kept(rating)}<p class="hint">{visit.Language.Words.Final}</p>""");
        return new(StatusCodes.Status200OK, visit.Language, heading, Html($"{Given(visit, rating)}{more}"));
    }

    /// <summary>The comment goes with either button, so none is lost by a change of mind.</summary>
    private static IHtmlContent Change(RatingVisit visit, CustomerRating rating)
    {
        var words = visit.Language.Words;
        var (same, other, change) = rating.Value == RatingValue.Like
            ? (RatingValue.Like, RatingValue.Dislike, words.ToDislike)
            : (RatingValue.Dislike, RatingValue.Like, words.ToLike);
        return Html($"""
            <form method="post">
            {CommentField(words, rating.Comment ?? "", null)}
            <p><button class="save" name="{RatingForm.ValueField}" value="{Name(same)}">{words.SaveComment}</button></p>
            <div class="change">
            <p class="hint">{Until(visit)}</p>
            <p><button name="{RatingForm.ValueField}" value="{Name(other)}">{Icon(other)}{change}</button></p>
            </div>
            </form>
            """);
    }

    private static IHtmlContent Until(RatingVisit visit)
    {
        if (visit.Deadline is not { } deadline)
            return Html($"{visit.Language.Words.Change}");
        var (exact, said) = (Moment(deadline, "yyyy-MM-dd'T'HH:mm'Z'"), Moment(deadline, "yyyy-MM-dd HH:mm 'UTC'"));
        return new HtmlFormattableString(
            visit.Language.Words.ChangeUntil, Html($"""<time datetime="{exact}">{said}</time>"""));
    }

    /// <summary>HTML drops the first line break in a text area, so it begins with one that is nobody's.</summary>
    private static IHtmlContent CommentField(PageWords words, string comment, string? problem)
    {
        var describedBy = problem is null ? Nothing : new HtmlString(" aria-describedby=\"problem\"");
        return Html($"""
            <p class="comment"><label for="comment">{words.Comment}</label>
            <textarea id="comment" name="{RatingForm.CommentField}" rows="4"{describedBy}>
            {comment}</textarea></p>
            """);
    }

    private static IHtmlContent Given(RatingVisit visit, CustomerRating rating)
    {
        var words = visit.Language.Words;
        var value = rating.Value == RatingValue.Like ? words.Like : words.Dislike;
        return Html($"""
            <p class="given" role="status"><span>{words.Given}</span> <strong>{Icon(rating.Value)}{value}</strong></p>
            """);
    }

    private static IHtmlContent Kept(CustomerRating rating) =>
        rating.Comment is { } comment ? Html($"<blockquote>{comment}</blockquote>") : Nothing;

    private static IHtmlContent Button(RatingValue value, string word) => Html($"""
        <button class="value {Name(value)}" name="{RatingForm.ValueField}" value="{Name(value)}">
        {Icon(value)}{word}</button>
        """);

    /// <summary>A thumb; the word beside it says the same.</summary>
    private static HtmlString Icon(RatingValue value) => new($"""
        <svg class="{Name(value)}" viewBox="0 0 24 24" aria-hidden="true" focusable="false">
        <path d="M3 11h4v9H3zM7 11l4-8c1.7 0 2.6 1 2.6 2.6V9h5.2a2 2 0 0 1 2 2.4l-1.4 7a2 2 0 0 1-2 1.6H7"/></svg>
        """);

    private static string Name(RatingValue value) => Http.Wire<RatingValue>.Name(value);

    private static string Moment(DateTimeOffset at, string format) =>
        at.UtcDateTime.ToString(format, CultureInfo.InvariantCulture);

    private static RatingPage Plain(int status, PageLanguage language, string heading, string more) =>
        new(status, language, heading, Html($"""<p class="hint">{more}</p>"""));

    private static RatingPage ComeAgain(int status, PageLanguage language, string heading, int seconds) =>
        new(status, language, heading, Html($"""<p class="hint">{language.Words.ComeAgain}</p>"""))
        { RetryAfterSeconds = seconds };
}
