using System.Text;
using CsvHelper;
using RatingGrains.Ports;

namespace RatingGrains.Api.Export;

public sealed class When_conversations_are_exported_as_csv
{
    [Fact]
    public void the_first_line_names_the_columns_and_a_spreadsheet_sees_that_it_is_unicode()
    {
        var file = Rows.File(ExportFormat.Csv);

        Assert.Equal(Encoding.UTF8.GetPreamble(), file[..3]);
        Assert.Equal(
            string.Join(',', ExportColumns.All.Select(column => column.Name)) + "\r\n",
            Encoding.UTF8.GetString(file[3..]));
    }

    [Fact]
    public void every_value_comes_back()
    {
        string[] expected =
        [
            "c-1", "17", "web", "telegram", "42", "Ann", "closed", "anna", "support", "2026-03-29T01:02:03.456Z",
            "2026-03-29T01:07:03.456Z", "2026-03-29T01:17:03.456Z", "dislike", "slow, \"very\" slow", "2",
            "Löschen: ж, 漢, 😀", "answered", "alreadyRated",
        ];

        Assert.Equal(expected, Read(Rows.Full));
    }

    [Fact]
    public void what_is_not_there_is_empty() =>
        Assert.Equal(
            [
                "c-2", "18", "web", "liveChat", "43", "", "new", "", "",
                "2026-03-29T01:02:03.456Z", "", "", "", "", "", "", "none", "",
            ],
            Read(Rows.Bare));

    [Theory]
    [InlineData("two\r\nlines, \"quoted\"; and a tab\t")]
    [InlineData("10 = 10")]
    [InlineData(" =1+1")]
    public void an_ordinary_comment_comes_back_as_it_was(string comment) =>
        Assert.Equal(comment, Comment(Read(Rows.Saying(comment))));

    [Theory]
    [InlineData("=1+1")]
    [InlineData("+1")]
    [InlineData("-2+3+cmd|' /C calc'!A0")]
    [InlineData("@SUM(1,1)")]
    [InlineData("\t=1")]
    [InlineData("\r=1")]
    [InlineData("\n=1")]
    [InlineData("＝1+1")]
    public void a_formula_in_a_comment_does_not_run(string comment) =>
        Assert.Equal($"'{comment}", Comment(Read(Rows.Saying(comment))));

    private static string Comment(string[] row) => row[13];

    private static string[] Read(ListedConversation row)
    {
        using var reader = CsvReader.Create(Rows.File(ExportFormat.Csv, row));
        Assert.True(reader.Read());
        var fields = Enumerable.Range(0, reader.FieldCount).Select(reader.GetString).ToArray();
        Assert.False(reader.Read());
        return fields;
    }
}
