using System.Net;
using Azure.Core;
using Azure.Core.Pipeline;
using Azure.Data.Tables;
using RatingGrains.Cluster;
using RatingGrains.Contract;
using RatingGrains.Silo.Hosting;

namespace RatingGrains.AzureTables;

/// <summary>Grains and reminders in tables that outlive the silos of a test.</summary>
internal sealed class AzuriteStores : SharedStores
{
    private readonly TableServiceClient _client;
    private readonly Line _line = new();

    private AzuriteStores(DateTimeOffset start, string connectionString) : base(new ManualClock(start))
    {
        var options = new TableClientOptions { Retry = { Delay = TimeSpan.FromMilliseconds(10) } };
        options.AddPolicy(_line, HttpPipelinePosition.PerRetry);
        _client = new TableServiceClient(connectionString, options);
    }

    /// <summary>Whose writes are done and not answered, by the name of the row's partition.</summary>
    public Func<string, bool>? LosesAnswerOf
    {
        set => _line.LosesAnswerOf = value;
    }

    public override int RangeReads => _line.RangeReads;

    public static async Task<AzuriteStores> MakeAsync(DateTimeOffset start) =>
        new(start, await AzuriteServer.ConnectionStringAsync());

    public override void Keep(ISiloBuilder silo) => silo.KeepGrainsInAzure(_client);

    public TableClient Table(string name) => _client.GetTableClient(name);

    /// <summary>The way to the tables.</summary>
    private sealed class Line : HttpPipelinePolicy
    {
        private int _rangeReads;

        public Func<string, bool>? LosesAnswerOf { get; set; }

        public int RangeReads => Volatile.Read(ref _rangeReads);

        public override void Process(HttpMessage message, ReadOnlyMemory<HttpPipelinePolicy> pipeline) =>
            ProcessNext(message, pipeline);

        public override async ValueTask ProcessAsync(HttpMessage message, ReadOnlyMemory<HttpPipelinePolicy> pipeline)
        {
            await ProcessNextAsync(message, pipeline);
            var request = message.Request;
            var uri = WebUtility.UrlDecode(request.Uri.ToString());
            if (request.Method == RequestMethod.Get && uri.Contains("OrleansReminders", StringComparison.Ordinal)
                && uri.Contains("PartitionKey gt", StringComparison.Ordinal))
            {
                Interlocked.Increment(ref _rangeReads);
            }
            if (request.Method != RequestMethod.Get && LosesAnswerOf?.Invoke(uri) == true)
                throw new IOException("The answer was lost.");
        }
    }
}
