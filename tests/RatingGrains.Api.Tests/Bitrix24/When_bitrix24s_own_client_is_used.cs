using System.Diagnostics;
using System.Text.Json;

namespace RatingGrains.Api.Bitrix24;

/// <summary>The client that others have written: <c>@bitrix24/b24jssdk</c> from npm, unchanged, by webhook and by token.
/// </summary>
public sealed class When_bitrix24s_own_client_is_used(Bitrix24Host world) : IClassFixture<Bitrix24Host>
{
    private static readonly TimeSpan Limit = TimeSpan.FromSeconds(90);

    [NodeFact]
    public async Task it_holds_a_conversation_from_the_lines_settings_to_the_list_of_ratings()
    {
        var (admin, _) = await world.NewWebhookAsync("admin", "chief");
        var (anna, annasNumber) = await world.NewWebhookAsync("agent", "anna");
        var (olga, _) = await world.NewWebhookAsync("supervisor", "olga");
        var application = await world.TokenAsync(
            new { role = "connector", subject = "sdk", channels = new[] { Bitrix24Host.Channel } });
        var found = await RunAsync(JsonSerializer.Serialize(new
        {
            host = world.Host.Address,
            admin,
            anna,
            olga,
            annasNumber,
            application,
            line = world.Line,
        }));

        Assert.Equal("5", found.GetProperty("vote").GetString());
        Assert.Equal("4", found.GetProperty("voteHead").GetString());
        Assert.Equal("Kind", found.GetProperty("comment").GetString());
        var channel = (await world.Host.Admin.GetAsync($"channels/{Bitrix24Host.Channel}")).Good;
        var texts = channel.GetProperty("rating").GetProperty("text");
        Assert.Equal(texts.GetProperty("request").GetString(), found.GetProperty("request").GetString());
        Assert.Equal(texts.GetProperty("liked").GetString(), found.GetProperty("thanks").GetString());
        Assert.Equal(121, found.GetProperty("byPosition").GetInt32());
        Assert.Equal(121, found.GetProperty("byId").GetInt32());
        // What the client did is there for the other API too.
        var rows = (await world.Host.Admin.GetAsync("conversations?customerRating=like")).Items;
        Assert.Equal(found.GetProperty("session").GetString(), $"{rows.Single().GetProperty("number").GetInt64()}");
    }

    private static async Task<JsonElement> RunAsync(string settings)
    {
        using var node = Process.Start(new ProcessStartInfo("node", "life.mjs")
        {
            WorkingDirectory = NodeFactAttribute.Folder,
            RedirectStandardOutput = true,
            RedirectStandardError = true,
            Environment = { ["RATING_GRAINS"] = settings, ["NO_PROXY"] = "127.0.0.1" },
        })!;
        var (output, errors) = (node.StandardOutput.ReadToEndAsync(), node.StandardError.ReadToEndAsync());
        using var limit = new CancellationTokenSource(Limit);
        try
        {
            await node.WaitForExitAsync(limit.Token);
        }
        catch (OperationCanceledException)
        {
            node.Kill(entireProcessTree: true);
        }
        Assert.True(node.ExitCode == 0, $"The client failed: {await output}\n{await errors}");
        return JsonDocument.Parse((await output).Trim().Split('\n')[^1]).RootElement;
    }
}
