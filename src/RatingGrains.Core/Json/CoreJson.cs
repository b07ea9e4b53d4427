using System.Text.Json;
using System.Text.Json.Serialization;
using RatingGrains.Agents;
using RatingGrains.Channels;
using RatingGrains.Conversations;
using RatingGrains.Kernel;
using RatingGrains.Ports;
using RatingGrains.Threads;
using RatingGrains.Webhooks;

namespace RatingGrains.Json;

/// <summary>How state, effects and messages between actors are written, in storage and on the wire between silos.
/// Names here are stored: a property may be added with a default, never renamed and never reused.</summary>
[JsonSourceGenerationOptions(
    PropertyNamingPolicy = JsonKnownNamingPolicy.CamelCase,
    DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingDefault,
    UseStringEnumConverter = true,
    Converters = [typeof(InstantJsonConverter), typeof(DurationJsonConverter)])]
[JsonSerializable(typeof(Snapshot<ConversationState>))]
[JsonSerializable(typeof(Snapshot<ThreadMemory>))]
[JsonSerializable(typeof(Snapshot<AgentState>))]
[JsonSerializable(typeof(Snapshot<ChannelState>))]
[JsonSerializable(typeof(OutboxEntry))]
[JsonSerializable(typeof(News))]
[JsonSerializable(typeof(Webhook))]
[JsonSerializable(typeof(InboundMessage))]
[JsonSerializable(typeof(Open))]
[JsonSerializable(typeof(Receive))]
[JsonSerializable(typeof(Supersede))]
[JsonSerializable(typeof(Accept))]
[JsonSerializable(typeof(Answer))]
[JsonSerializable(typeof(Transfer))]
[JsonSerializable(typeof(Release))]
[JsonSerializable(typeof(Finish))]
[JsonSerializable(typeof(MarkSpam))]
[JsonSerializable(typeof(RateAsCustomer))]
[JsonSerializable(typeof(PostponeRating))]
[JsonSerializable(typeof(RateAsSupervisor))]
[JsonSerializable(typeof(SettleDelivery))]
[JsonSerializable(typeof(RememberDelivery))]
[JsonSerializable(typeof(MessageReceipt))]
[JsonSerializable(typeof(ConversationReply))]
[JsonSerializable(typeof(ChannelReply))]
[JsonSerializable(typeof(ChannelEntry))]
[JsonSerializable(typeof(Bitrix24Binding))]
[JsonSerializable(typeof(RegisteredConnector))]
[JsonSerializable(typeof(AgentProfile))]
[JsonSerializable(typeof(AgentItem))]
public sealed partial class CoreJson : JsonSerializerContext;

/// <summary>An instant as milliseconds since 1970 UTC: half the bytes of a text, and no offset to disagree about.</summary>
public sealed class InstantJsonConverter : JsonConverter<DateTimeOffset>
{
    public override DateTimeOffset Read(ref Utf8JsonReader reader, Type typeToConvert, JsonSerializerOptions options) =>
        DateTimeOffset.FromUnixTimeMilliseconds(reader.GetInt64());

    public override void Write(Utf8JsonWriter writer, DateTimeOffset value, JsonSerializerOptions options) =>
        writer.WriteNumberValue(value.ToUnixTimeMilliseconds());
}

/// <summary>A span as milliseconds.</summary>
public sealed class DurationJsonConverter : JsonConverter<TimeSpan>
{
    public override TimeSpan Read(ref Utf8JsonReader reader, Type typeToConvert, JsonSerializerOptions options) =>
        TimeSpan.FromMilliseconds(reader.GetInt64());

    public override void Write(Utf8JsonWriter writer, TimeSpan value, JsonSerializerOptions options) =>
        writer.WriteNumberValue((long)value.TotalMilliseconds);
}
