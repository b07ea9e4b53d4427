using System.Reflection;
using System.Text.Encodings.Web;
using System.Text.Json;
using System.Text.Json.Nodes;
using RatingGrains.Api.Host;

namespace RatingGrains.Api.OpenApi;

/// <summary>The console's types are made from a copy of the document, so that its build needs no running host.</summary>
public sealed class The_consoles_copy(QuietHost quiet) : IClassFixture<QuietHost>
{
    private static readonly JsonSerializerOptions Readable =
        new() { WriteIndented = true, Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping };

    private static readonly string Copy = typeof(The_consoles_copy).Assembly
        .GetCustomAttributes<AssemblyMetadataAttribute>().Single(data => data.Key == "ConsolesCopy").Value!;

    [Fact]
    public async Task is_the_document_of_today()
    {
        using var answer = await quiet.Host.Nobody.OpenAsync("/openapi/v1.json");
        var document = JsonNode.Parse(await answer.Content.ReadAsStringAsync())!.AsObject();
        // Where it was asked for is no part of the contract.
        document.Remove("servers");
        var today = document.ToJsonString(Readable).ReplaceLineEndings("\n") + "\n";
        if (Environment.GetEnvironmentVariable("REFRESH") == "openapi")
            await File.WriteAllTextAsync(Copy, today);

        var copy = (await File.ReadAllTextAsync(Copy)).ReplaceLineEndings("\n");

        Assert.True(today == copy, $"The API has changed: with REFRESH=openapi this test writes {Copy} anew.");
    }
}
