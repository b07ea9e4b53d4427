namespace RatingGrains.Api.Export;

public sealed class When_conversations_are_exported_as_xlsx
{
    [Fact]
    public void every_value_is_in_its_cell_as_what_it_is()
    {
        var row = Assert.Single(new Workbook(Rows.File(ExportFormat.Xlsx, Rows.Full)).Named);

        Assert.Equal(ExportColumns.All.Select(column => column.Name), row.Keys);
        Assert.Equal("c-1", row["id"]);
        Assert.Equal(17.0, row["number"]);
        Assert.Equal("Ann", row["customerName"]);
        Assert.Equal("closed", row["status"]);
        Assert.Equal(Rows.Opened.UtcDateTime, row["openedAt"]);
        Assert.Equal(Rows.Opened.AddMinutes(15).UtcDateTime, row["closedAt"]);
        Assert.Equal("dislike", row["customerRating"]);
        Assert.Equal("slow, \"very\" slow", row["customerComment"]);
        Assert.Equal(2.0, row["supervisorRating"]);
        Assert.Equal("Löschen: ж, 漢, 😀", row["supervisorComment"]);
        Assert.Equal("answered", row["ratingRequest"]);
        Assert.Equal("alreadyRated", row["reason"]);
    }

    [Fact]
    public void what_is_not_there_has_no_cell() =>
        Assert.Equal(
            ["id", "number", "channelId", "connector", "customerId", "status", "openedAt", "ratingRequest"],
            Assert.Single(new Workbook(Rows.File(ExportFormat.Xlsx, Rows.Bare)).Named).Keys);

    [Fact]
    public void nothing_to_export_is_a_sheet_with_a_header() =>
        Assert.Single(Assert.Single(new Workbook(Rows.File(ExportFormat.Xlsx)).Sheets).Value);

    [Theory]
    [InlineData("<b>&amp;\"'</b>")]
    [InlineData("=HYPERLINK(\"https://example.org\")")]
    [InlineData("  spaces around\t\n")]
    [InlineData("two\r\nlines\rthree")]
    [InlineData("nul \0, bell \a, escape \u001b")]
    [InlineData("no characters \uFFFE \uFFFF")]
    [InlineData("half \uD83D of a pair, and the other \uDE00 one")]
    [InlineData("looks escaped: _x0041_ _x000G_ _x41_ __x0041_")]
    [InlineData("\u202Eright to left, and next line \u0085")]
    public void any_text_of_a_customer_comes_back_as_it_was(string comment)
    {
        var row = Assert.Single(new Workbook(Rows.File(ExportFormat.Xlsx, Rows.Saying(comment))).Named);

        Assert.Equal(comment, row["customerComment"]);
    }

    [Fact]
    public void a_text_longer_than_a_buffer_comes_back_as_it_was()
    {
        var comment = string.Concat(Enumerable.Repeat("漢<\u0001", 10_000));

        var row = Assert.Single(new Workbook(Rows.File(ExportFormat.Xlsx, Rows.Saying(comment))).Named);

        Assert.Equal(comment, row["customerComment"]);
    }

    [Fact]
    public void a_text_longer_than_a_cell_is_cut_between_characters()
    {
        var comment = new string('a', XlsxExport.CellTextMax - 1) + "😀";

        var row = Assert.Single(new Workbook(Rows.File(ExportFormat.Xlsx, Rows.Saying(comment))).Named);

        Assert.Equal(comment[..(XlsxExport.CellTextMax - 1)], row["customerComment"]);
    }

    [Theory]
    [InlineData(0, new[] { 0 })]
    [InlineData(2, new[] { 2 })]
    [InlineData(3, new[] { 2, 1 })]
    [InlineData(5, new[] { 2, 2, 1 })]
    public void a_full_sheet_is_followed_by_the_next(int rows, int[] expected)
    {
        using var file = new MemoryStream();
        using (var writer = new XlsxExport(file, rowsPerSheet: 3))
        {
            for (var i = 0; i < rows; i++)
                ExportColumns.Write(Rows.Full, writer);
            writer.Complete();
        }

        var sheets = new Workbook(file.ToArray()).Sheets;

        Assert.Equal(expected, sheets.Values.Select(sheet => sheet.Length - 1));
        Assert.Equal(
            ["Conversations", .. Enumerable.Range(2, expected.Length - 1).Select(n => $"Conversations {n}")],
            sheets.Keys);
    }

    [Fact]
    public void a_file_that_was_cut_off_does_not_open()
    {
        using var file = new MemoryStream();
        using (var writer = new XlsxExport(file))
            ExportColumns.Write(Rows.Full, writer);

        Assert.ThrowsAny<Exception>(() => new Workbook(file.ToArray()));
    }

    [Fact]
    public void rows_take_no_memory_of_their_own()
    {
        using var nowhere = new XlsxExport(Stream.Null);
        ExportColumns.Write(Rows.Full, nowhere);
        var before = GC.GetAllocatedBytesForCurrentThread();

        for (var i = 0; i < 50_000; i++)
            ExportColumns.Write(Rows.Full, nowhere);

        Assert.InRange(GC.GetAllocatedBytesForCurrentThread() - before, 0, 50_000);
    }
}
