using System.IO.Compression;
using System.Text;

namespace RatingGrains.Api.Export;

/// <summary>A workbook written front to back as zip and XML: a row is forgotten once it is written, so that a million
/// of them take no more memory than one. Strings stand in their cells and never run as formulas.</summary>
internal sealed class XlsxExport : IExportWriter
{
    /// <summary>What a sheet holds, its header included.</summary>
    public const int RowsPerSheet = 1_048_576;

    /// <summary>What a cell holds; a workbook with more in one counts as damaged.</summary>
    public const int CellTextMax = 32_767;

    private const int MillisecondsPerDay = 86_400_000;
    private static readonly DateTime DayZero = new(1899, 12, 30, 0, 0, 0, DateTimeKind.Utc);
    private static readonly byte[] SheetHead = Encoding.UTF8.GetBytes(XlsxParts.SheetHead);

    private readonly ZipArchive _archive;
    private readonly XmlBuffer _xml = new();
    private readonly int _rowsPerSheet;
    private int _sheets;
    private int _rows;
    private int _columns;

    public XlsxExport(Stream target, int rowsPerSheet = RowsPerSheet)
    {
        _rowsPerSheet = rowsPerSheet;
        _archive = new ZipArchive(target, ZipArchiveMode.Create, leaveOpen: true);
        Part("_rels/.rels", XlsxParts.Root);
        BeginSheet();
    }

    public void Text(string? value)
    {
        var column = NextColumn();
        if (!string.IsNullOrEmpty(value))
            TextCell(column, "\" t=\"inlineStr\"><is><t"u8, Shortened(value));
    }

    public void Number(long? value)
    {
        var column = NextColumn();
        if (value is not { } number)
            return;
        BeginCell(column);
        _xml.Raw("\"><v>"u8);
        _xml.Integer(number);
        _xml.Raw("</v></c>"u8);
    }

    /// <summary>Days since the last but one of 1899, UTC, to ten decimals: finer than milliseconds.</summary>
    public void Moment(DateTimeOffset? value)
    {
        var column = NextColumn();
        if (value is not { } moment)
            return;
        var milliseconds = (long)(moment.UtcDateTime - DayZero).TotalMilliseconds;
        BeginCell(column);
        _xml.Raw("\" s=\"1\"><v>"u8);
        _xml.Integer(milliseconds / MillisecondsPerDay);
        _xml.Raw("."u8);
        _xml.Integer((milliseconds % MillisecondsPerDay * 1_000_000 + 4_320) / 8_640, digits: 10);
        _xml.Raw("</v></c>"u8);
    }

    public void EndRow()
    {
        _xml.Raw("</row>"u8);
        _columns = 0;
    }

    public void Complete()
    {
        EndSheet();
        Part("xl/styles.xml", XlsxParts.Styles);
        Part("xl/workbook.xml", XlsxParts.Workbook(_sheets));
        Part("xl/_rels/workbook.xml.rels", XlsxParts.WorkbookRelations(_sheets));
        Part("[Content_Types].xml", XlsxParts.ContentTypes(_sheets));
        _archive.Dispose();
    }

    /// <summary>The archive is left alone: its directory makes a file whole, and only
    /// <see cref="Complete"/> may write it.</summary>
    public void Dispose()
    {
        _xml.Target.Dispose();
        _xml.Dispose();
    }

    private void BeginSheet()
    {
        _sheets++;
        _rows = 0;
        _xml.Target = Open($"xl/worksheets/sheet{_sheets}.xml");
        _xml.Raw(SheetHead);
        BeginRow();
        for (var column = 0; column < ExportColumns.All.Length; column++)
            TextCell(column, "\" s=\"2\" t=\"inlineStr\"><is><t"u8, ExportColumns.All[column].Name);
        EndRow();
    }

    private void EndSheet()
    {
        _xml.Raw("</sheetData><autoFilter ref=\"A1:"u8);
        _xml.Raw([(byte)('A' + ExportColumns.All.Length - 1)]);
        _xml.Integer(_rows);
        _xml.Raw("\"/></worksheet>"u8);
        _xml.Flush();
        _xml.Target.Dispose();
    }

    private int NextColumn()
    {
        if (_columns == 0)
        {
            if (_rows == _rowsPerSheet)
            {
                EndSheet();
                BeginSheet();
            }
            BeginRow();
        }
        return _columns++;
    }

    private void BeginRow()
    {
        _xml.Raw("<row r=\""u8);
        _xml.Integer(++_rows);
        _xml.Raw("\">"u8);
    }

    private void BeginCell(int column)
    {
        _xml.Raw("<c r=\""u8);
        _xml.Raw([(byte)('A' + column)]);
        _xml.Integer(_rows);
    }

    private void TextCell(int column, ReadOnlySpan<byte> kind, ReadOnlySpan<char> text)
    {
        BeginCell(column);
        _xml.Raw(kind);
        _xml.Raw(char.IsWhiteSpace(text[0]) || char.IsWhiteSpace(text[^1]) ? " xml:space=\"preserve\">"u8 : ">"u8);
        _xml.Text(text);
        _xml.Raw("</t></is></c>"u8);
    }

    private static ReadOnlySpan<char> Shortened(ReadOnlySpan<char> text)
    {
        if (text.Length <= CellTextMax)
            return text;
        return char.IsHighSurrogate(text[CellTextMax - 1]) ? text[..(CellTextMax - 1)] : text[..CellTextMax];
    }

    private Stream Open(string part) => _archive.CreateEntry(part, CompressionLevel.Fastest).Open();

    private void Part(string name, string xml)
    {
        using var stream = Open(name);
        stream.Write(Encoding.UTF8.GetBytes(xml));
    }
}
