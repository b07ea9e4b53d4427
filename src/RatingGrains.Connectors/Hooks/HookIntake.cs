using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.Extensions.Logging;
using RatingGrains.Kernel;
using RatingGrains.Ports;
using RatingGrains.Threads;

namespace RatingGrains.Connectors.Hooks;

/// <summary>Something that a customer wrote or tapped, and where.</summary>
internal readonly record struct Heard(ThreadId Thread, InboundMessage Message);

/// <summary>Takes what hooks have read, durably. A 2xx makes a messenger forget its delivery, anything else makes it come
/// again; then what was kept of it is known and changes nothing.</summary>
internal sealed partial class HookIntake(IRatingEngine engine, ILogger<HookIntake> logger)
{
    /// <summary>Threads of one delivery that are written to at a time.</summary>
    private const int AtOnceMax = 256;

    /// <summary>Answers 200 when all of it is durable, 503 when the store cannot keep it.</summary>
    public async Task<Results<Ok, ProblemHttpResult>> TakeAsync(
        HttpContext context, IReadOnlyList<Heard> heard, CancellationToken cancellationToken) =>
        await TryTakeAsync(heard, cancellationToken) ? TypedResults.Ok() : HookProblems.Unavailable(context);

    /// <returns>False where the store could not keep everything; what is missing is to come again.</returns>
    public async Task<bool> TryTakeAsync(IReadOnlyList<Heard> heard, CancellationToken cancellationToken) =>
        await ReceiveAsync(heard, cancellationToken) is not null;

    /// <returns>What became of each message; null where the store could not keep everything.</returns>
    public async Task<MessageReceipt[]?> ReceiveAsync(IReadOnlyList<Heard> heard, CancellationToken cancellationToken)
    {
        var receipts = new MessageReceipt[heard.Count];
        try
        {
            if (heard.Count == 1)
            {
                receipts[0] = await ReceiveAsync(heard[0], cancellationToken);
                return receipts;
            }

            // What one customer wrote stays in order; customers do not wait for one another.
            var options = new ParallelOptions { MaxDegreeOfParallelism = AtOnceMax, CancellationToken = cancellationToken };
            var threads = heard.Select((one, place) => (One: one, Place: place)).GroupBy(at => at.One.Thread);
            await Parallel.ForEachAsync(threads, options, async (thread, cancel) =>
            {
                foreach (var (one, place) in thread)
                    receipts[place] = await ReceiveAsync(one, cancel);
            });
            return receipts;
        }
        catch (StoreUnavailableException)
        {
            return null;
        }
    }

    /// <summary>What became of messages that a messenger had taken from us.</summary>
    /// <returns>False where the store could not keep everything.</returns>
    public async Task<bool> TryReportAsync(IReadOnlyList<DeliveryReport> reports, CancellationToken cancellationToken)
    {
        try
        {
            foreach (var report in reports)
                await engine.ReportDeliveryAsync(report, cancellationToken);
            return true;
        }
        catch (StoreUnavailableException)
        {
            return false;
        }
    }

    private async Task<MessageReceipt> ReceiveAsync(Heard heard, CancellationToken cancellationToken)
    {
        var receipt = await engine.ReceiveAsync(heard.Thread, heard.Message, cancellationToken);

        // A refusal stays one however often the message comes, so the messenger is not to repeat it.
        if (receipt.Refusal is { } refusal)
            Log.Refused(logger, heard.Thread.Channel.Value, heard.Message.Id.Value, refusal);
        return receipt;
    }

    private static partial class Log
    {
        [LoggerMessage(3102, LogLevel.Information, "Channel {Channel}: message {Message} was refused: {Refusal}")]
        public static partial void Refused(ILogger logger, string channel, string message, Rejection refusal);
    }
}
