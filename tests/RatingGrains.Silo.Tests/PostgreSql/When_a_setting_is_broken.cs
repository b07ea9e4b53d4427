using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Options;

namespace RatingGrains.Silo.PostgreSql;

public sealed class When_a_setting_is_broken
{
    [Theory]
    [InlineData("", "")]
    [InlineData("nonsense", "AAAA")]
    [InlineData("Username=grains", "AAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA=")]
    [InlineData("Host=db;Username=grains;Password=x", "AAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA=", true)]
    public void It_is_named(string connectionString, string secretKey, bool managedIdentity = false)
    {
        var services = new ServiceCollection();
        services.AddSingleton<IConfiguration>(new ConfigurationBuilder().AddInMemoryCollection(new Dictionary<string, string?>
        {
            ["Cluster:ConnectionString"] = connectionString,
            ["Cluster:SecretKey"] = secretKey,
            ["Cluster:ManagedIdentity"] = managedIdentity.ToString(),
        }).Build());
        services.AddPostgreSqlStores();
        using var provider = services.BuildServiceProvider();

        var broken = Assert.Throws<OptionsValidationException>(() => provider.GetRequiredService<IOptions<PostgreSqlOptions>>().Value);
        Assert.Contains("Cluster:ConnectionString", broken.Message);
    }
}
