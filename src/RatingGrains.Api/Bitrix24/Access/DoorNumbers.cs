using System.Collections.Concurrent;
using RatingGrains.Agents;
using RatingGrains.Channels;
using RatingGrains.Conversations;
using RatingGrains.Ports;
using RatingGrains.Threads;

namespace RatingGrains.Api.Bitrix24.Access;

/// <summary>The numbers by which this door knows channels, threads and people. Each is given when somebody first asks for
/// it, so conversations that nobody sees through this door cost nothing, and those from before have theirs too. A number
/// never changes, so what was read once is remembered.</summary>
internal sealed class DoorNumbers(IDoorRecords records, IReadSide readSide, TimeProvider clock)
{
    private readonly Memory<(DoorRecordKind, string), long> _numbers = new();
    private readonly Memory<long, (DoorRecordKind Kind, string Name)> _names = new();
    private readonly Memory<long, ConversationId> _conversations = new();

    public ValueTask<long> OfAsync(ChannelId id, CancellationToken cancellationToken) =>
        OfAsync(DoorRecordKind.Channel, id.Value, cancellationToken);

    public ValueTask<long> OfAsync(ThreadId id, CancellationToken cancellationToken) =>
        OfAsync(DoorRecordKind.Thread, id.Value, cancellationToken);

    public ValueTask<long> OfAsync(AgentId id, CancellationToken cancellationToken) => OfPersonAsync(id.Value, cancellationToken);

    /// <param name="name">An agent's id, or whose key it is: one person, whichever they are at the moment.</param>
    public ValueTask<long> OfPersonAsync(string name, CancellationToken cancellationToken) =>
        OfAsync(DoorRecordKind.Person, name, cancellationToken);

    public ValueTask<long> OfCustomerAsync(ThreadId thread, CancellationToken cancellationToken) =>
        OfAsync(DoorRecordKind.Customer, thread.Value, cancellationToken);

    public async ValueTask<ChannelId?> FindChannelAsync(long? number, CancellationToken cancellationToken) =>
        await FindAsync(DoorRecordKind.Channel, number, cancellationToken) is { } name ? new ChannelId(name) : null;

    public async ValueTask<ThreadId?> FindThreadAsync(long? number, CancellationToken cancellationToken) =>
        await FindAsync(DoorRecordKind.Thread, number, cancellationToken) is { } name ? new ThreadId(name) : null;

    public async ValueTask<AgentId?> FindAgentAsync(long? number, CancellationToken cancellationToken) =>
        AgentId.TryParse(await FindAsync(DoorRecordKind.Person, number, cancellationToken), out var id) ? id : null;

    /// <summary>The conversation with this number. One that began on another silo may not be listed yet: it is looked for
    /// again once lists must show it.</summary>
    public async ValueTask<ConversationId?> FindConversationAsync(long? number, CancellationToken cancellationToken)
    {
        if (number is not { } known)
            return null;
        if (_conversations.TryGet(known, out var id))
            return id;
        var found = await readSide.FindConversationAsync(known, cancellationToken);
        if (found is null && readSide.BehindMax > TimeSpan.Zero)
        {
            await Task.Delay(readSide.BehindMax, clock, cancellationToken);
            found = await readSide.FindConversationAsync(known, cancellationToken);
        }
        if (found is { } conversation)
            Remember(known, conversation);
        return found;
    }

    /// <summary>A number that is about to be told to somebody, who may come back with it at once.</summary>
    public void Remember(long number, ConversationId conversation) => _conversations.Add(number, conversation);

    private async ValueTask<long> OfAsync(DoorRecordKind kind, string name, CancellationToken cancellationToken)
    {
        if (_numbers.TryGet((kind, name), out var number))
            return number;
        var record = await records.GetOrAddAsync(kind, name, null, cancellationToken);
        Learn(record);
        return record.Number;
    }

    private async ValueTask<string?> FindAsync(DoorRecordKind kind, long? number, CancellationToken cancellationToken)
    {
        if (number is not { } known)
            return null;
        if (!_names.TryGet(known, out var found))
        {
            if (await records.FindAsync(known, cancellationToken) is not { } record)
                return null;
            Learn(record);
            found = (record.Kind, record.Name);
        }
        return found.Kind == kind ? found.Name : null;
    }

    private void Learn(DoorRecord record)
    {
        _numbers.Add((record.Kind, record.Name), record.Number);
        _names.Add(record.Number, (record.Kind, record.Name));
    }

    /// <summary>Forgets everything once it is full: what was forgotten is read again.</summary>
    private sealed class Memory<TKey, TValue> where TKey : notnull
    {
        private const int Max = 50_000;
        private readonly ConcurrentDictionary<TKey, TValue> _known = new();
        private int _count;

        public bool TryGet(TKey key, out TValue value) => _known.TryGetValue(key, out value!);

        public void Add(TKey key, TValue value)
        {
            if (!_known.TryAdd(key, value) || Interlocked.Increment(ref _count) <= Max)
                return;
            Interlocked.Exchange(ref _count, 0);
            _known.Clear();
        }
    }
}
