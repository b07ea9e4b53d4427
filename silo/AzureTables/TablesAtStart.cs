using System.Diagnostics;
using Azure;
using Azure.Data.Tables;
using Azure.Identity;
using Microsoft.Extensions.Options;
using RatingGrains.Ports;
using RatingGrains.Silo.PostgreSql;

namespace RatingGrains.Silo.AzureTables;

/// <summary>A start waits for a storage account that does not answer yet as long as for the database, and then says so.
/// Left to Orleans it would go on trying, with nothing that a person would read.</summary>
internal sealed class TablesAtStart(TableServiceClient client, IOptions<PostgreSqlOptions> options) : IHostedLifecycleService
{
    public async Task StartingAsync(CancellationToken cancellationToken)
    {
        var waited = Stopwatch.StartNew();
        while (await TryAsync(cancellationToken) is { } failure)
        {
            if (waited.Elapsed > options.Value.StartTimeout || failure is not RequestFailedException { Status: 0 })
            {
                throw new StoreUnavailableException(
                    $"The storage account at {client.Uri} does not answer: {FirstLineOf(failure)}", failure);
            }
        }
    }

    public Task StartAsync(CancellationToken cancellationToken) => Task.CompletedTask;

    public Task StartedAsync(CancellationToken cancellationToken) => Task.CompletedTask;

    public Task StoppingAsync(CancellationToken cancellationToken) => Task.CompletedTask;

    public Task StopAsync(CancellationToken cancellationToken) => Task.CompletedTask;

    public Task StoppedAsync(CancellationToken cancellationToken) => Task.CompletedTask;

    /// <summary>Its own pauses between the tries of a call are enough of a pause.</summary>
    private async Task<Exception?> TryAsync(CancellationToken cancellationToken)
    {
        try
        {
            await foreach (var _ in client.QueryAsync(maxPerPage: 1, cancellationToken: cancellationToken))
                break;
            return null;
        }
        catch (AggregateException tries) when (tries.InnerExceptions.All(one => one is RequestFailedException))
        {
            return tries.InnerExceptions[^1];
        }
        catch (Exception broken) when (broken is RequestFailedException or AuthenticationFailedException)
        {
            return broken;
        }
    }

    private static string FirstLineOf(Exception failure) => failure.Message.Split('\n', 2)[0].Trim();
}
