using Microsoft.AspNetCore.Http.Features;
using RatingGrains.Api.Conversations;
using RatingGrains.Api.Keys;
using RatingGrains.Conversations;
using RatingGrains.Ports;

namespace RatingGrains.Api.RatingLinks;

/// <summary>The page behind a link in a mail or an SMS. To open it never rates: scanners of mail open every link, and
/// browsers open some before anybody taps them.</summary>
internal static partial class RatingLinkEndpoints
{
    private const string Path = "/rate";

    public static void MapRatingLinks(this IEndpointRouteBuilder app)
    {
        var link = app.MapGroup(Path + "/{token}").By(Rights.OpenRatingLink).ExcludeFromDescription();
        link.MapMethods("/", [HttpMethods.Get, HttpMethods.Head], ShowAsync);
        link.MapPost("/", RateAsync);
    }

    /// <param name="address">Under which customers reach this host.</param>
    public static string UrlOf(Uri address, string token) => $"{address.AbsoluteUri.TrimEnd('/')}{Path}/{token}";

    private static Task<IResult> ShowAsync(
        string token, HttpContext context, RatingLinks links, ILogger<RatingLinks> log) =>
        VisitAsync(token, context, links, log, visit => Task.FromResult<IResult>(RatingPages.Of(visit)));

    private static Task<IResult> RateAsync(
        string token, HttpContext context, RatingLinks links, IRatingEngine engine, ILogger<RatingLinks> log) =>
        VisitAsync(token, context, links, log, visit => TakeAsync(visit, context, links, engine, log));

    private static async Task<IResult> TakeAsync(
        RatingVisit visit, HttpContext context, RatingLinks links, IRatingEngine engine, ILogger log)
    {
        var (form, problem) = await RatingForm.ReadAsync(context.Request, context.RequestAborted);
        if (problem is not null)
            return RatingPages.Refused(visit, form, problem);
        var (id, rating) = (visit.State.Id, new RateAsCustomer(form.Value!.Value, form.Comment));
        var reply = await engine.SendAsync(id, rating, null, context.RequestAborted);
        if (reply.Refusal is not null)
            return RatingPages.Late(links.Visit(visit.Customer, reply.State, visit.Channel, context));
        if (visit.Customer.GivenBy is { } agent)
            CustomerRatingEndpoints.NoteTokenOfAgent(log, id, agent);
        // What is shown next is asked for anew, so that going back or a tab that comes back sends nothing again.
        return new SeeSaved(visit.Language);
    }

    /// <summary>Lets in whoever has a good link; everybody else is told kindly why not.</summary>
    private static async Task<IResult> VisitAsync(
        string token, HttpContext context, RatingLinks links, ILogger log, Func<RatingVisit, Task<IResult>> then)
    {
        // Who has the token may rate, so no trace keeps it.
        context.Features.Get<IHttpActivityFeature>()?.Activity.SetTag("url.path", Path);
        try
        {
            var (visit, closed) = await links.OpenAsync(token, context);
            return visit is null ? closed! : await then(visit);
        }
        catch (StoreUnavailableException exception)
        {
            Log.StoreUnavailable(log, exception);
            return RatingPages.Unavailable(PageLanguage.Of(context.Request, null));
        }
    }

    /// <summary>To the same address, whatever a proxy has put before it.</summary>
    private sealed class SeeSaved(PageLanguage language) : IResult
    {
        public Task ExecuteAsync(HttpContext context)
        {
            var query = language.IsChosen ? $"?{PageLanguage.Parameter}={language.Locale}&" : "?";
            context.Response.StatusCode = StatusCodes.Status303SeeOther;
            context.Response.Headers.Location = query + RatingVisit.SavedParameter;
            RatingPage.KeepPrivate(context.Response);
            return Task.CompletedTask;
        }
    }

    private static partial class Log
    {
        [LoggerMessage(
            4, LogLevel.Warning, "The store is unavailable; a customer with a rating link was asked to come again.")]
        public static partial void StoreUnavailable(ILogger logger, Exception exception);
    }
}
