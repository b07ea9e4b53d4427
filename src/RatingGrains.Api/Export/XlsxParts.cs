namespace RatingGrains.Api.Export;

/// <summary>The parts of a workbook beside its rows (ECMA-376), as small as spreadsheets take them.</summary>
internal static class XlsxParts
{
    private const string Head = """<?xml version="1.0" encoding="UTF-8" standalone="yes"?>""" + "\n";
    private const string Main = "http://schemas.openxmlformats.org/spreadsheetml/2006/main";
    private const string Package = "http://schemas.openxmlformats.org/package/2006";
    private const string Office = "http://schemas.openxmlformats.org/officeDocument/2006/relationships";
    private const string Sheet = "application/vnd.openxmlformats-officedocument.spreadsheetml";

    public static string Root { get; } = $"""
        {Head}<Relationships xmlns="{Package}/relationships">
          <Relationship Id="rId1" Type="{Office}/officeDocument" Target="xl/workbook.xml"/>
        </Relationships>
        """;

    /// <summary>Cell formats: 0 plain, 1 a moment, 2 a header. Moments are dates that sort and count as such; the zone
    /// stands beside them, since a cell has none.</summary>
    public static string Styles { get; } = $"""
        {Head}<styleSheet xmlns="{Main}">
          <numFmts count="1"><numFmt numFmtId="164" formatCode="yyyy\-mm\-dd\ hh:mm:ss\ &quot;UTC&quot;"/></numFmts>
          <fonts count="2">
            <font><sz val="11"/><name val="Calibri"/></font>
            <font><b/><sz val="11"/><name val="Calibri"/></font>
          </fonts>
          <fills count="2">
            <fill><patternFill patternType="none"/></fill>
            <fill><patternFill patternType="gray125"/></fill>
          </fills>
          <borders count="1"><border><left/><right/><top/><bottom/><diagonal/></border></borders>
          <cellStyleXfs count="1"><xf numFmtId="0" fontId="0" fillId="0" borderId="0"/></cellStyleXfs>
          <cellXfs count="3">
            <xf numFmtId="0" fontId="0" fillId="0" borderId="0" xfId="0"/>
            <xf numFmtId="164" fontId="0" fillId="0" borderId="0" xfId="0" applyNumberFormat="1"/>
            <xf numFmtId="0" fontId="1" fillId="0" borderId="0" xfId="0" applyFont="1"/>
          </cellXfs>
        </styleSheet>
        """;

    /// <summary>All of a sheet before its first row: the header stays in sight.</summary>
    public static string SheetHead { get; } = $"""
        {Head}<worksheet xmlns="{Main}">
          <sheetViews><sheetView workbookViewId="0">
            <pane ySplit="1" topLeftCell="A2" activePane="bottomLeft" state="frozen"/>
          </sheetView></sheetViews>
          <cols>{Each(ExportColumns.All.Length, Column)}</cols>
          <sheetData>
        """;

    public static string Workbook(int sheets) => $"""
        {Head}<workbook xmlns="{Main}" xmlns:r="{Office}">
          <sheets>{Each(sheets, n => $"<sheet name=\"{NameOf(n)}\" sheetId=\"{n}\" r:id=\"rId{n}\"/>")}</sheets>
        </workbook>
        """;

    public static string WorkbookRelations(int sheets) => $"""
        {Head}<Relationships xmlns="{Package}/relationships">
          {Each(sheets, SheetRelation)}
          <Relationship Id="rId{sheets + 1}" Type="{Office}/styles" Target="styles.xml"/>
        </Relationships>
        """;

    public static string ContentTypes(int sheets) => $"""
        {Head}<Types xmlns="{Package}/content-types">
          <Default Extension="rels" ContentType="application/vnd.openxmlformats-package.relationships+xml"/>
          <Override PartName="/xl/workbook.xml" ContentType="{Sheet}.sheet.main+xml"/>
          <Override PartName="/xl/styles.xml" ContentType="{Sheet}.styles+xml"/>
          {Each(sheets, SheetType)}
        </Types>
        """;

    private static string Column(int number) =>
        $"""<col min="{number}" max="{number}" width="{ExportColumns.All[number - 1].Width}" customWidth="1"/>""";

    private static string SheetRelation(int number) =>
        $"""<Relationship Id="rId{number}" Type="{Office}/worksheet" Target="worksheets/sheet{number}.xml"/>""";

    private static string SheetType(int number) =>
        $"""<Override PartName="/xl/worksheets/sheet{number}.xml" ContentType="{Sheet}.worksheet+xml"/>""";

    private static string NameOf(int sheet) => sheet == 1 ? "Conversations" : $"Conversations {sheet}";

    private static string Each(int count, Func<int, string> part) =>
        string.Concat(Enumerable.Range(1, count).Select(part));
}
