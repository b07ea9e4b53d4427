using System.Globalization;
using System.Reflection;
using Microsoft.AspNetCore.Http.Metadata;
using RatingGrains.Api.Http;
using RatingGrains.Ports;

namespace RatingGrains.Api.Export;

/// <summary>A file of rows, written as they come and sent on as they fill a block.</summary>
internal sealed class ExportResult(ExportFormat format, ConversationQuery query, IReadSide reads, DateTimeOffset now)
    : IResult, IEndpointMetadataProvider
{
    private const int BlockBytes = 64 * 1024;

    public async Task ExecuteAsync(HttpContext context)
    {
        var cancellationToken = context.RequestAborted;
        await using var rows = reads.ExportAsync(query, cancellationToken).GetAsyncEnumerator(cancellationToken);
        // What fails before the first row can still be answered as a problem; later the connection is cut, so that
        // nobody takes half a file for a whole one.
        var more = await rows.MoveNextAsync();
        await BeginAsync(context.Response, cancellationToken);
        var target = new ResponseBuffer(context.Response.BodyWriter);
        using var writer = format.WriterTo(target);
        for (; more; more = await rows.MoveNextAsync())
        {
            ExportColumns.Write(rows.Current, writer);
            if (target.Pending >= BlockBytes)
                await target.FlushAsync(cancellationToken);
        }
        writer.Complete();
        await target.FlushAsync(cancellationToken);
    }

    public static void PopulateMetadata(MethodInfo method, EndpointBuilder builder) =>
        builder.Metadata.Add(new ProducesResponseTypeMetadata(
            StatusCodes.Status200OK, typeof(Stream), [ExportFormats.XlsxType, "text/csv"]));

    private Task BeginAsync(HttpResponse response, CancellationToken cancellationToken)
    {
        var day = now.UtcDateTime.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture);
        response.ContentType = format.ContentType();
        var extension = Wire<ExportFormat>.Name(format);
        response.Headers.ContentDisposition = $"attachment; filename=conversations-{day}.{extension}";
        return response.StartAsync(cancellationToken);
    }
}
