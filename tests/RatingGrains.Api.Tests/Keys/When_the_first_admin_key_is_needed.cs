using System.Net;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Options;
using RatingGrains.Api.Host;
using RatingGrains.Ports;

namespace RatingGrains.Api.Keys;

public sealed class When_the_first_admin_key_is_needed : IAsyncLifetime
{
    private readonly string _folder = Directory.CreateTempSubdirectory("rating-grains-key-").FullName;
    private ApiHost _host = null!;

    private string FilePath => Path.Combine(_folder, "admin-key");

    public async Task InitializeAsync() => _host = await ApiHost.StartAsync();

    public async Task DisposeAsync()
    {
        await _host.DisposeAsync();
        Directory.Delete(_folder, recursive: true);
    }

    [Fact]
    public async Task the_configured_one_is_taken_and_a_new_one_takes_its_place()
    {
        var first = new string('a', 32);
        var second = new string('b', 32);

        Assert.Null(await Make(first).EnsureAsync(FilePath, CancellationToken.None));
        (await _host.As(first).GetAsync("keys")).Is(HttpStatusCode.OK);
        Assert.Null(await Make(second).EnsureAsync(FilePath, CancellationToken.None));

        (await _host.As(first).GetAsync("keys")).Is(HttpStatusCode.Unauthorized);
        (await _host.As(second).GetAsync("keys")).Is(HttpStatusCode.OK);
        Assert.False(File.Exists(FilePath));
    }

    [Fact]
    public async Task without_one_it_is_made_once_in_a_file_for_its_owner_only()
    {
        await RemoveAllAsync();

        Assert.Equal(FilePath, await Make(null).EnsureAsync(FilePath, CancellationToken.None));
        var key = (await File.ReadAllTextAsync(FilePath)).Trim();
        Assert.Equal(FilePath, await Make(null).EnsureAsync(FilePath, CancellationToken.None));

        (await _host.As(key).GetAsync("keys")).Is(HttpStatusCode.OK);
        Assert.Equal(key, (await File.ReadAllTextAsync(FilePath)).Trim());
        if (!OperatingSystem.IsWindows())
            Assert.Equal(UnixFileMode.UserRead | UnixFileMode.UserWrite, File.GetUnixFileMode(FilePath));
    }

    [Theory]
    [InlineData("too-short")]
    [InlineData("long enough, but there are spaces in it")]
    public async Task a_bad_one_stops_the_start_and_is_named(string key)
    {
        var failure = await Assert.ThrowsAsync<OptionsValidationException>(
            () => ApiHost.StartAsync(null, "--Auth:AdminKey", key));

        Assert.Contains("Auth:AdminKey", failure.Message);
        Assert.DoesNotContain(key, failure.Message);
    }

    private FirstAdminKey Make(string? configured) => new(
        _host.Services.GetRequiredService<IKeyStore>(), _host.Clock,
        Options.Create(new AuthOptions { AdminKey = configured }));

    private async Task RemoveAllAsync()
    {
        var keys = _host.Services.GetRequiredService<IKeyStore>();
        foreach (var key in keys.All)
            await keys.DeleteAsync(key.Id, CancellationToken.None);
    }
}
