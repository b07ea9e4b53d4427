using System.Diagnostics;

namespace RatingGrains.Api.Export;

internal enum ExportFormat
{
    Xlsx,
    Csv,
}

internal static class ExportFormats
{
    public const string XlsxType = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet";
    public const string CsvType = "text/csv; charset=utf-8; header=present";

    public static IExportWriter WriterTo(this ExportFormat format, Stream target) => format switch
    {
        ExportFormat.Xlsx => new XlsxExport(target),
        ExportFormat.Csv => new CsvExport(target),
        _ => throw new UnreachableException(),
    };

    public static string ContentType(this ExportFormat format) => format switch
    {
        ExportFormat.Xlsx => XlsxType,
        ExportFormat.Csv => CsvType,
        _ => throw new UnreachableException(),
    };
}
