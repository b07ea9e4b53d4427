using System.Runtime.CompilerServices;
using RatingGrains.Agents;
using RatingGrains.Api.Keys;
using RatingGrains.Ports;

namespace RatingGrains.Api.Streams;

/// <summary>Leaves out customers' ratings of channels that hide them from agents. None is told while a channel hides
/// them; this is about those that were told before it began to.</summary>
internal sealed class RatingsInSight(IDirectory directory, IRatingEngine engine, Authority authority)
{
    public async Task<IReadOnlyList<Notification>> OfAsync(
        IReadOnlyList<Notification> told, Caller caller, CancellationToken cancellationToken)
    {
        if (!MayHide(caller))
            return told;
        var seen = await Task.WhenAll(told.Select(item => IsSeenAsync(item, caller, cancellationToken)));
        return [.. told.Where((_, index) => seen[index])];
    }

    public async IAsyncEnumerable<Notification> OfAsync(
        IAsyncEnumerable<Notification> told, Caller caller,
        [EnumeratorCancellation] CancellationToken cancellationToken)
    {
        await foreach (var item in told.WithCancellation(cancellationToken))
        {
            if (!MayHide(caller) || await IsSeenAsync(item, caller, cancellationToken))
                yield return item;
        }
    }

    private bool MayHide(Caller caller) =>
        caller is KeyCaller { Role: ApiRole.Agent }
        && directory.Channels.Any(channel => !channel.Settings.AgentsSeeRatings);

    private async Task<bool> IsSeenAsync(Notification told, Caller caller, CancellationToken cancellationToken) =>
        told.Item.Kind != AgentItemKind.CustomerRating
        || await engine.FindAsync(told.Item.Conversation, cancellationToken) is not { } reply
        || !authority.HidesRatings(caller, reply.State.Thread.Channel);
}
