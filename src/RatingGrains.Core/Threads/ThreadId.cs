using System.Diagnostics.CodeAnalysis;
using System.Text.Json.Serialization;
using RatingGrains.Channels;
using RatingGrains.Kernel;

namespace RatingGrains.Threads;

/// <summary>One customer's dialogue on one connector: <c>connector|channel|chat|user</c>, with <c>|</c> and <c>%</c>
/// of the messenger's own ids percent-escaped, so that two dialogues never share a name.</summary>
[JsonConverter(typeof(TextIdJsonConverter<ThreadId>))]
public readonly record struct ThreadId(string Value) : ITextId<ThreadId>
{
    public static ThreadId Of(ConnectorId connector, ChannelId channel, ChatId chat, CustomerId customer) =>
        new($"{connector.Value}|{channel.Value}|{Escape(chat.Value)}|{Escape(customer.Value)}");

    public ConnectorId Connector => new(Part(0));
    public ChannelId Channel => new(Part(1));
    public ChatId Chat => ChatId.Parse(Unescape(Part(2)));
    public CustomerId Customer => CustomerId.Parse(Unescape(Part(3)));

    public static bool TryParse([NotNullWhen(true)] string? text, out ThreadId id)
    {
        id = default;
        if (text is null || text.Split('|') is not [var connector, var channel, var chat, var customer])
            return false;
        if (!ConnectorId.TryParse(connector, out _) || !ChannelId.TryParse(channel, out _)
            || !ChatId.TryParse(Unescape(chat), out _) || !CustomerId.TryParse(Unescape(customer), out _))
            return false;
        id = new ThreadId(text);
        return true;
    }

    public override string ToString() => Value;

    private string Part(int index)
    {
        var rest = Value.AsSpan();
        for (var i = 0; i < index; i++)
            rest = rest[(rest.IndexOf('|') + 1)..];
        var end = rest.IndexOf('|');
        return (end < 0 ? rest : rest[..end]).ToString();
    }

    private static string Escape(string text) =>
        text.AsSpan().IndexOfAny('%', '|') < 0 ? text : text.Replace("%", "%25").Replace("|", "%7C");

    private static string Unescape(string text) =>
        text.Contains('%') ? text.Replace("%7C", "|").Replace("%25", "%") : text;
}
