using System.Text.Json;
using Microsoft.Extensions.DependencyInjection;
using Orleans.Serialization;
using Orleans.Serialization.TypeSystem;
using RatingGrains.Conversations;
using RatingGrains.Json;
using RatingGrains.Ports;
using RatingGrains.Silo.Cluster;
using RatingGrains.Silo.Grains;

namespace RatingGrains.Wire;

public sealed class When_something_crosses_the_wire
{
    private readonly IServiceProvider _services = MakeServices();

    private Serializer Serializer => _services.GetRequiredService<Serializer>();

    public static TheoryData<string> Aliases => [.. WireTypes.Aliases.Values.Order(StringComparer.Ordinal)];

    [Theory]
    [MemberData(nameof(Aliases))]
    public void It_arrives_as_it_was_sent(string alias)
    {
        var sent = Samples.All.Single(sample => WireTypes.Aliases[sample.GetType()] == alias);
        var bytes = Serializer.SerializeToArray<object>(sent);
        var arrived = Serializer.Deserialize<object>(bytes)!;

        Assert.Equal(sent.GetType(), arrived.GetType());
        if (sent is StoreUnavailableException failure)
        {
            Assert.Equal(failure.Message, ((StoreUnavailableException)arrived).Message);
            return;
        }
        Assert.Equal(Json(sent), Json(arrived));
        Assert.True(sent is Supersede or PostponeRating || Json(sent) != "{}", "the sample is empty");
    }

    [Theory]
    [MemberData(nameof(Aliases))]
    public void It_travels_under_its_alias(string alias)
    {
        var type = WireTypes.Aliases.Single(one => one.Value == alias).Key;
        var name = _services.GetRequiredService<TypeConverter>().Format(type);
        Assert.Contains(alias, name, StringComparison.Ordinal);
        Assert.DoesNotContain(type.FullName!, name, StringComparison.Ordinal);
    }

    [Fact]
    public void Every_command_that_a_caller_can_send_has_an_alias()
    {
        var commands = typeof(ConversationCommand).Assembly.GetTypes()
            .Where(type => type.IsSubclassOf(typeof(ConversationCommand)) && type != typeof(Tick));
        Assert.All(commands, command => Assert.Contains(command, WireTypes.Aliases.Keys));
    }

    [Fact]
    public void What_stays_on_its_silo_is_not_copied()
    {
        var copier = _services.GetRequiredService<DeepCopier>();
        Assert.All(
            Samples.All.Where(sample => sample.GetType() is { IsValueType: false } type && !type.IsAssignableTo(typeof(Exception))),
            sample => Assert.Same(sample, copier.Copy(sample)));
    }

    [Fact]
    public void A_failure_of_any_driver_arrives_with_what_it_is_inside_of()
    {
        var sent = new StoreUnavailableException("Away.", new Npgsql.NpgsqlException("Refused.", new IOException("Reset.")));
        var arrived = Serializer.Deserialize<Exception>(Serializer.SerializeToArray<Exception>(sent))!;
        Assert.Equal("Away.", Assert.IsType<StoreUnavailableException>(arrived).Message);
        Assert.Equal("Refused.", Assert.IsType<Npgsql.NpgsqlException>(arrived.InnerException).Message);
        Assert.Equal("Reset.", Assert.IsType<IOException>(arrived.InnerException.InnerException).Message);
    }

    [Fact]
    public void A_grains_record_moves_with_it()
    {
        var record = new GrainRecord { Body = [1, 2, 3] };
        var arrived = Serializer.Deserialize<GrainRecord>(Serializer.SerializeToArray(record))!;
        Assert.Equal("010203", Convert.ToHexString(arrived.Body));
    }

    private static string Json(object value) =>
        JsonSerializer.Serialize(value, CoreJson.Default.GetTypeInfo(value.GetType())!);

    private static ServiceProvider MakeServices()
    {
        var services = new ServiceCollection();
        services.AddSerializer();
        services.AddWireTypes();
        return services.BuildServiceProvider();
    }
}
