using System.Net;
using RatingGrains.Silo.Hosting;

namespace RatingGrains.Hosting;

public sealed class When_a_silo_stands_behind_another_address
{
    [Theory]
    [InlineData("127.0.0.1", "127.0.0.1")]
    [InlineData("192.0.2.1", "0.0.0.0")]
    public void It_listens_where_it_can(string advertised, string listening) =>
        Assert.Equal(IPAddress.Parse(listening), ClusterComposition.ListeningOf(IPAddress.Parse(advertised)));
}
