using System.Globalization;
using System.Text.Json;
using RatingGrains.Channels;
using RatingGrains.Conversations;
using RatingGrains.Json;
using RatingGrains.Ports;
using RatingGrains.Webhooks;
using Field = System.Collections.Generic.KeyValuePair<string, string>;

namespace RatingGrains.Connectors.Webhooks;

/// <summary>What an event says beside its name and its proof. PHP leaves empty lists out of its forms, and so
/// does this.</summary>
internal sealed class Bitrix24Data(IDoorRecords records, IDirectory directory)
{
    private const string Item = "data[DATA][0]";

    public static string Text(long number) => number.ToString(CultureInfo.InvariantCulture);

    /// <returns>Null where no application has registered it.</returns>
    public async ValueTask<RegisteredConnector?> ConnectorAsync(ConnectorId id, CancellationToken cancellationToken) =>
        await records.FindAsync(DoorRecordKind.Connector, id.Value, cancellationToken) is { Value: { } value }
            ? JsonSerializer.Deserialize(value, CoreJson.Default.RegisteredConnector)
            : null;

    public async ValueTask<IEnumerable<Field>> OfAsync(
        Bitrix24Binding binding, RegisteredConnector? connector, News news, CancellationToken cancellationToken)
    {
        var line = Text(await NumberAsync(DoorRecordKind.Channel, news.Thread.Channel.Value, cancellationToken));
        var fields = new List<Field>();
        if (binding.IsOfConnector)
            fields.AddRange([new("data[CONNECTOR]", news.Thread.Connector.Value), new("data[LINE]", line)]);
        if (binding.Event == Bitrix24Binding.ConnectorMessageAdd)
        {
            fields.AddRange(await SentAsync(connector!, news, cancellationToken));
            return fields;
        }
        fields.AddRange(Connector(news, line));
        if (binding.Event == Bitrix24Binding.LineMessageAdd)
            fields.AddRange(await SaidAsync(news, cancellationToken));
        else
            fields.AddRange(Session(news));
        if (binding.Event == Bitrix24Binding.RatingAdd)
            fields.AddRange(await RatingAsync(news, line, cancellationToken));
        return fields;
    }

    /// <summary>What the connector is to show. What <c>im</c> says comes back with the report of delivery.</summary>
    private async ValueTask<IEnumerable<Field>> SentAsync(
        RegisteredConnector connector, News news, CancellationToken cancellationToken)
    {
        const string At = "data[MESSAGES][0]";
        var (message, thread) = (news.Message!, news.Thread);
        var chat = await NumberAsync(DoorRecordKind.Thread, thread.Value, cancellationToken);
        var name = message.Agent is { } agent && !connector.Unsigned ? directory.Find(agent)?.Name : null;
        return
        [
            new($"{At}[im][chat_id]", Text(chat)), new($"{At}[im][message_id]", NumberOf(news)),
            new($"{At}[message][user_id]", Text(await SpeakerAsync(news, cancellationToken))),
            new($"{At}[message][text]", name is null ? message.Text : $"[b]{name}:[/b] [br]{message.Text}"),
            new($"{At}[chat][id]", thread.Chat.Value),
        ];
    }

    private async ValueTask<IEnumerable<Field>> SaidAsync(News news, CancellationToken cancellationToken)
    {
        var chat = await NumberAsync(DoorRecordKind.Thread, news.Thread.Value, cancellationToken);
        var message = news.Message!;
        return
        [
            new($"{Item}[chat][id]", Text(chat)),
            new($"{Item}[message][id]", NumberOf(news)),
            new($"{Item}[message][date]", message.At.ToString("yyyy-MM-ddTHH:mm:sszzz", CultureInfo.InvariantCulture)),
            new($"{Item}[message][text]", message.Text),
            new($"{Item}[message][attach]", ""),
            new($"{Item}[message][system]", message.From == MessageSource.System ? "Y" : "N"),
            new($"{Item}[message][user_id]", Text(await SpeakerAsync(news, cancellationToken))),
            new($"{Item}[extra][EXTRA_URL]", ""),
        ];
    }

    private static IEnumerable<Field> Connector(News news, string line)
    {
        var thread = news.Thread;
        var name = thread.Connector == RatingGrains.Channels.Connectors.LiveChat ? "livechat" : thread.Connector.Value;
        yield return new($"{Item}[connector][connector_id]", name);
        yield return new($"{Item}[connector][line_id]", line);
        yield return new($"{Item}[connector][chat_id]", thread.Chat.Value);
        yield return new($"{Item}[connector][user_id]", thread.Customer.Value);
    }

    private IEnumerable<Field> Session(News news)
    {
        var closing = directory.Find(news.Thread.Channel)?.Settings.Closing.AfterFinish;
        yield return new($"{Item}[session][id]", Text(news.Number));
        yield return new($"{Item}[session][closed]", news.Kind == NewsKind.ConversationClosed ? "Y" : "N");
        yield return new($"{Item}[session][parent_id]", "0");
        yield return new($"{Item}[session][close_term]", Text((long)(closing?.TotalMinutes ?? 0)));
        yield return new($"{Item}[chat][id]", news.Thread.Chat.Value);
        yield return new($"{Item}[user][id]", news.Thread.Customer.Value);
    }

    private async ValueTask<IEnumerable<Field>> RatingAsync(News news, string line, CancellationToken cancellationToken)
    {
        const string At = Item + "[rating]";
        var agent = news.Attribution?.Agent is { } rated
            ? await NumberAsync(DoorRecordKind.Person, rated.Value, cancellationToken)
            : 0;
        return
        [
            new($"{At}[SESSION_ID]", Text(news.Number)), new($"{At}[CONFIG_ID]", line),
            new($"{At}[OPERATOR_ID]", Text(agent)), new($"{At}[VOTE]", news.Value == RatingValue.Like ? "5" : "1"),
            new($"{At}[COMMENT]", news.Comment ?? ""),
        ];
    }

    /// <summary>0 where nobody did: the system.</summary>
    private ValueTask<long> SpeakerAsync(News news, CancellationToken cancellationToken) => news.Message! switch
    {
        { From: MessageSource.Customer } => NumberAsync(DoorRecordKind.Customer, news.Thread.Value, cancellationToken),
        { Agent: { } agent } => NumberAsync(DoorRecordKind.Person, agent.Value, cancellationToken),
        _ => ValueTask.FromResult(0L),
    };

    private async ValueTask<long> NumberAsync(DoorRecordKind kind, string name, CancellationToken cancellationToken) =>
        (await records.GetOrAddAsync(kind, name, null, cancellationToken)).Number;

    private static string NumberOf(News news) => Text(new Bitrix24Message(news.Number, news.Message!.Ordinal).Number);
}
