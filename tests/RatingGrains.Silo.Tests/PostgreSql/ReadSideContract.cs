using RatingGrains.Agents;
using RatingGrains.Conversations;
using RatingGrains.Figures;
using RatingGrains.Kernel;
using RatingGrains.Ports;
using RatingGrains.Silo.Delivery;

namespace RatingGrains.Silo.PostgreSql;

/// <summary>What the read side shows of what outboxes say, on every database.</summary>
public abstract partial class ReadSideContract : IAsyncLifetime
{
    private static readonly Periods Ever = new(0, 0, 0);

    private IStoreWorld _world = null!;
    private StoreHost _host = null!;

    private IReadSideWriter Writer => _host.Get<IReadSideWriter>();

    private IReadSide ReadSide => _host.Get<IReadSide>();

    private protected abstract Task<IStoreWorld> WorldAsync();

    public virtual async Task InitializeAsync()
    {
        _world = await WorldAsync();
        _host = await _world.HostAsync();
    }

    public async Task DisposeAsync() => await _world.DisposeAsync();

    private async Task ShowAsync(Enquiry enquiry)
    {
        foreach (var (snapshot, entries) in enquiry.Turns)
            await Writer.ShowAsync(snapshot, entries, default);
    }

    private Task<IReadOnlyList<ListedConversation>> ListAsync(ConversationQuery query) =>
        ReadSide.ListAsync(query, null, 200, default);

    private async Task<Counts> CountsAsync(AgentId agent) =>
        (await ReadSide.FiguresAsync(agent, Ever, default)).Aggregate(new Counts(), (sum, group) =>
        {
            sum.Add(group.All);
            return sum;
        });

    private Task TellAsync(AgentId agent, long first, params AgentItem[] items) => Writer.ShowAsync(
        agent, new Snapshot<AgentState>(first, new AgentState(null, first + items.Length - 1, 0), [], []),
        [Entry(agent.Value, first, new ShowAgentItems(agent, first, [.. items]))], default);

    private static OutboxEntry Entry(string key, long version, Effect effect) =>
        new(new EffectId("agent", key, version, 0), effect, 0, Enquiry.Noon);

    private static AgentItem Item(long number, long version, AgentItemKind kind = AgentItemKind.CustomerRating) =>
        new(kind, new ConversationId($"c{number}"), number, version, Enquiry.Noon, RatingValue.Like);
}
