using System.Globalization;
using System.Text.RegularExpressions;
using DocumentFormat.OpenXml.Packaging;
using DocumentFormat.OpenXml.Spreadsheet;
using DocumentFormat.OpenXml.Validation;

namespace RatingGrains.Api.Export;

/// <summary>A workbook as another program reads it; opening one that breaks the standard fails.</summary>
internal sealed partial class Workbook
{
    public Workbook(byte[] file)
    {
        using var document = SpreadsheetDocument.Open(new MemoryStream(file), isEditable: false);
        var errors = new OpenXmlValidator().Validate(document);
        Assert.Empty(errors.Select(error => $"{error.Path?.XPath}: {error.Description}"));
        var book = document.WorkbookPart!;
        Sheets = book.Workbook.Sheets!.Elements<Sheet>().ToDictionary(
            sheet => sheet.Name!.Value!,
            sheet => RowsOf((WorksheetPart)book.GetPartById(sheet.Id!.Value!)));
    }

    /// <summary>Rows of each sheet, by column letter: texts, numbers as <see cref="double"/>, moments as UTC.</summary>
    public IReadOnlyDictionary<string, IReadOnlyDictionary<string, object>[]> Sheets { get; }

    /// <summary>The data of the first sheet by the names of its columns.</summary>
    public IReadOnlyDictionary<string, object>[] Named => Sheets.Values.First() is [var header, .. var rows]
        ? [.. rows.Select(row => row.ToDictionary(cell => (string)header[cell.Key], cell => cell.Value))]
        : throw new InvalidDataException("A sheet has a header.");

    private static IReadOnlyDictionary<string, object>[] RowsOf(WorksheetPart sheet) =>
        [.. sheet.Worksheet.Descendants<Row>().Select(Read)];

    private static IReadOnlyDictionary<string, object> Read(Row row) => row.Elements<Cell>().ToDictionary(
        cell => cell.CellReference!.Value!.TrimEnd("0123456789".ToCharArray()), Value);

    private static object Value(Cell cell)
    {
        if (cell.DataType?.Value == CellValues.InlineString)
            return Unescape(cell.InlineString!.Text!.Text);
        var number = double.Parse(cell.CellValue!.Text, CultureInfo.InvariantCulture);
        return cell.StyleIndex?.Value == 1 ? DateTime.FromOADate(number) : number;
    }

    private static string Unescape(string text) =>
        Escaped().Replace(text, match => ((char)Convert.ToInt32(match.Groups[1].Value, 16)).ToString());

    [GeneratedRegex("_x([0-9A-Fa-f]{4})_")]
    private static partial Regex Escaped();
}
