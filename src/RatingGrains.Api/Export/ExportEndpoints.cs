using Microsoft.AspNetCore.Http.HttpResults;
using RatingGrains.Api.Http;
using RatingGrains.Api.Keys;
using RatingGrains.Api.Lists;
using RatingGrains.Api.OpenApi;
using RatingGrains.Ports;

namespace RatingGrains.Api.Export;

internal static class ExportEndpoints
{
    private static readonly QueryParameter FileFormat = new(
        "format", $"{Wire<ExportFormat>.Names}; {Wire<ExportFormat>.Name(default)} where absent.");

    public static void MapExport(this IEndpointRouteBuilder api) =>
        api.MapGet("/conversations/export", Export).By(Rights.ListConversations).Takes(FileFormat).Takes(ConversationFilter.Parameters)
            .WithTags("Lists").WithName("ExportConversations")
            .WithSummary("Every row of the list as one file, with the same filters; format is xlsx (default) or csv.");

    private static Results<ExportResult, Problem> Export(
        Query query, Caller caller, Authority authority, IReadSide reads, TimeProvider clock)
    {
        var filter = ConversationFilter.Read(query, authority.VisibilityOf(caller, Rights.ListConversations));
        var format = Format(query);
        query.RefuseUnknown();
        return query.Problem is { } problem ? problem : new ExportResult(format, filter, reads, clock.GetUtcNow());
    }

    private static ExportFormat Format(Query query)
    {
        var text = query.Text("format");
        if (text is not null && !Wire<ExportFormat>.TryParse(text, out _))
            query.Report("format", $"Must be one of {Wire<ExportFormat>.Names}.");
        return text is not null && Wire<ExportFormat>.TryParse(text, out var format) ? format : ExportFormat.Xlsx;
    }
}
