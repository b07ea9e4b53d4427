using System.Net;
using CsvHelper;
using Microsoft.Extensions.DependencyInjection;
using RatingGrains.Api.Host;
using RatingGrains.Ports;

namespace RatingGrains.Api.Export;

public sealed class When_the_list_is_exported : IAsyncLifetime
{
    private ApiHost _host = null!;
    private Centre _centre = null!;

    public async Task InitializeAsync()
    {
        _host = await ApiHost.StartAsync();
        _centre = new Centre(_host);
        await _centre.AgentAsync("anna");
        await _centre.ChannelAsync("web", "anna");
    }

    public async Task DisposeAsync() => await _host.DisposeAsync();

    [Fact]
    public async Task a_workbook_has_every_row_of_the_filter_in_its_order()
    {
        foreach (var value in new[] { "dislike", "like", "dislike" })
        {
            var customer = Guid.NewGuid().ToString("N");
            await _centre.RateAsync(await _centre.HeldAsync("web", customer, "anna"), value, "=1+1");
        }

        var response = await _host.Admin.OpenAsync(
            "conversations/export?format=xlsx&customerRating=dislike&sort=openedAt");

        Assert.Equal(HttpStatusCode.OK, response.StatusCode);
        Assert.Equal(
            "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet",
            response.Content.Headers.ContentType?.MediaType);
        var file = response.Content.Headers.ContentDisposition;
        Assert.Equal("attachment", file?.DispositionType);
        Assert.Equal($"conversations-{_host.Clock.GetUtcNow():yyyy-MM-dd}.xlsx", file?.FileName);
        var rows = new Workbook(await response.Content.ReadAsByteArrayAsync()).Named;
        Assert.Equal([1.0, 3.0], rows.Select(row => row["number"]));
        Assert.All(rows, row => Assert.Equal("=1+1", row["customerComment"]));
    }

    [Fact]
    public async Task csv_has_the_same_rows()
    {
        await _centre.RateAsync(await _centre.HeldAsync("web", "0", "anna"), "dislike", "=1+1");

        var response = await _host.Admin.OpenAsync("conversations/export?format=csv");

        Assert.Equal("text/csv", response.Content.Headers.ContentType?.MediaType);
        using var reader = CsvReader.Create(await response.Content.ReadAsByteArrayAsync());
        Assert.True(reader.Read());
        Assert.Equal("1", reader.GetString("number"));
        Assert.Equal("'=1+1", reader.GetString("customerComment"));
        Assert.False(reader.Read());
    }

    [Fact]
    public async Task all_that_is_broken_is_named_at_once() => Assert.Equal(
        ["format", "limit", "status"],
        (await _host.Admin.GetAsync("conversations/export?format=pdf&status=open&limit=5"))
            .Is(HttpStatusCode.UnprocessableEntity).BrokenFields);

    [Theory]
    [InlineData("xlsx")]
    [InlineData("csv")]
    public async Task rows_leave_as_they_are_read_and_half_a_file_does_not_look_whole(string format)
    {
        var source = new EndlessRows();
        await using var host = await ApiHost.StartAsync(services => services.AddSingleton<IReadSide>(source));
        using var response = await host.Admin.OpenAsync($"conversations/export?format={format}");
        var stream = await response.Content.ReadAsStreamAsync();

        // Rows without end come through only if none waits for the last.
        await stream.ReadExactlyAsync(new byte[32 * 1024]).AsTask().WaitAsync(TimeSpan.FromSeconds(20));
        source.Fail();

        await Assert.ThrowsAnyAsync<IOException>(
            () => stream.CopyToAsync(Stream.Null).WaitAsync(TimeSpan.FromSeconds(20)));
    }

    [Fact]
    public async Task a_store_that_is_down_is_a_problem_and_no_file()
    {
        var source = new EndlessRows();
        source.Fail();
        await using var host = await ApiHost.StartAsync(services => services.AddSingleton<IReadSide>(source));

        (await host.Admin.GetAsync("conversations/export")).Is(HttpStatusCode.ServiceUnavailable);
    }
}
