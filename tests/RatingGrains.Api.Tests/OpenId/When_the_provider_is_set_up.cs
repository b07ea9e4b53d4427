using Microsoft.Extensions.Options;
using RatingGrains.Api.Host;
using RatingGrains.Api.Hosting;

namespace RatingGrains.Api.OpenId;

public sealed class When_the_provider_is_set_up
{
    private static readonly string[] Good =
    [
        "Auth:OpenId:Authority=https://login.example/realms/shop", "Auth:OpenId:ClientId=console",
        "Auth:OpenId:Audience=ratings", "Auth:OpenId:Roles:admin=admins",
    ];

    [Theory]
    [InlineData(
        "Authority",
        "Authority=login.example", "Authority=http://login.example", "Authority=https://login.example/?a=b")]
    [InlineData("ClientId", "ClientId= ")]
    [InlineData("Audience", "Audience= ")]
    [InlineData("Scope", "Scope=profile")]
    [InlineData("RoleClaim", "RoleClaim= ")]
    [InlineData("SubjectClaim", "SubjectClaim= ")]
    [InlineData("TeamClaim", "TeamClaim= ")]
    [InlineData("Roles:boss", "Roles:boss=bosses")]
    [InlineData("Roles:connector", "Roles:connector=machines")]
    [InlineData("Roles:0", "Roles:0=machines")]
    [InlineData("Roles:agent", "Roles:agent= ")]
    [InlineData("Roles:viewer", "Roles:viewer=admins")]
    public async Task a_bad_setting_stops_the_start_in_one_line_with_its_name(string setting, params string[] broken)
    {
        foreach (var one in broken)
        {
            var said = await FailAsync([.. Good, $"Auth:OpenId:{one}"]);

            Assert.StartsWith("A setting is wrong: ", said);
            Assert.Contains($"Auth:OpenId:{setting} ", said);
            Assert.DoesNotContain('\n', said);
        }
    }

    [Fact]
    public async Task what_is_missing_is_named()
    {
        var first = await FailAsync(Good[0]);
        var second = await FailAsync(Good[1]);

        Assert.Contains("Auth:OpenId:ClientId is missing", first);
        Assert.Contains("Auth:OpenId:Audience is missing", first);
        Assert.Contains("Auth:OpenId:Roles is missing", first);
        Assert.Contains("Auth:OpenId:Authority is missing", second);
    }

    private static async Task<string> FailAsync(params string[] settings)
    {
        var failure = await Assert.ThrowsAsync<OptionsValidationException>(() => ApiHost.StartAsync(null, settings));
        return StartFailure.Describe(failure, "")!;
    }
}
