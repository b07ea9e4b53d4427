using CsvHelper;

namespace RatingGrains.Api.Export;

/// <summary>RFC 4180, with a byte order mark, without which Excel takes UTF-8 for the machine's code page.</summary>
internal sealed class CsvExport : IExportWriter
{
    /// <summary>Formulas begin with these too where people type full-width; the library looks for ASCII only.</summary>
    private const string FullWidth = "＝＋－＠";

    private static readonly CsvWriterOptions Options = new()
    {
        WriteByteOrderMark = true,
        Injection = CsvInjection.Escape,
        InjectionCharacters = "=+-@\t\r\n",
    };

    private readonly CsvWriter _csv;

    public CsvExport(Stream target)
    {
        _csv = CsvWriter.Create(target, Options, leaveOpen: true);
        foreach (var column in ExportColumns.All)
            _csv.WriteField(column.Name);
        _csv.EndRecord();
    }

    public void Text(string? value) =>
        _csv.WriteField(value is { Length: > 0 } && FullWidth.Contains(value[0]) ? $"'{value}" : value);

    public void Number(long? value) => _csv.WriteField(value, default);

    public void Moment(DateTimeOffset? value) => _csv.WriteField(value?.UtcDateTime, "yyyy-MM-dd'T'HH:mm:ss.fff'Z'");

    public void EndRow() => _csv.EndRecord();

    public void Complete() => _csv.Flush();

    public void Dispose() => _csv.Dispose();
}
