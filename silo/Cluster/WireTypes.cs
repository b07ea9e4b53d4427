using System.Collections.Frozen;
using Orleans.Serialization;
using Orleans.Serialization.Cloning;
using RatingGrains.Agents;
using RatingGrains.Channels;
using RatingGrains.Conversations;
using RatingGrains.Json;
using RatingGrains.Kernel;
using RatingGrains.Ports;
using RatingGrains.Threads;

namespace RatingGrains.Silo.Cluster;

/// <summary>Which types of the core travel between silos, under which names: as JSON by <see cref="CoreJson"/>, so that the
/// core needs to know nothing of Orleans. A silo of the version before reads these names too: none is ever changed.</summary>
internal static class WireTypes
{
    public static readonly FrozenDictionary<Type, string> Aliases = new Dictionary<Type, string>
    {
        [typeof(Open)] = "rating.open",
        [typeof(Receive)] = "rating.receive",
        [typeof(Supersede)] = "rating.supersede",
        [typeof(Accept)] = "rating.accept",
        [typeof(Answer)] = "rating.answer",
        [typeof(Transfer)] = "rating.transfer",
        [typeof(Release)] = "rating.release",
        [typeof(Finish)] = "rating.finish",
        [typeof(MarkSpam)] = "rating.markSpam",
        [typeof(RateAsCustomer)] = "rating.rateAsCustomer",
        [typeof(PostponeRating)] = "rating.postponeRating",
        [typeof(RateAsSupervisor)] = "rating.rateAsSupervisor",
        [typeof(SettleDelivery)] = "rating.settleDelivery",
        [typeof(RememberDelivery)] = "rating.rememberDelivery",
        [typeof(InboundMessage)] = "rating.inboundMessage",
        [typeof(MessageReceipt)] = "rating.messageReceipt",
        [typeof(ConversationReply)] = "rating.conversationReply",
        [typeof(ChannelReply)] = "rating.channelReply",
        [typeof(ChannelEntry)] = "rating.channelEntry",
        [typeof(ChannelSettings)] = "rating.channelSettings",
        [typeof(AgentProfile)] = "rating.agentProfile",
        [typeof(AgentItem)] = "rating.agentItem",
        [typeof(OutboxEntry)] = "rating.outboxEntry",
        [typeof(StoreUnavailableException)] = "rating.storeUnavailable",
    }.ToFrozenDictionary();

    public static void AddWireTypes(this IServiceCollection services) => services.AddSerializer(serializer =>
    {
        serializer.AddJsonSerializer(
            IsJson, _ => false, json => json.Configure(options => options.SerializerOptions = CoreJson.Default.Options));
        serializer.Configure(manifest =>
        {
            foreach (var (type, alias) in Aliases)
                manifest.WellKnownTypeAliases[alias] = type;
        });
        serializer.Services.AddSingleton<IGeneralizedCopier, UnchangingCopier>();
        // Whichever driver failed on another silo: what cannot travel would arrive as a bug of ours instead.
        serializer.Services.Configure<ExceptionSerializationOptions>(
            exceptions => exceptions.SupportedExceptionTypeFilter = _ => true);
    });

    /// <summary>Exceptions have a codec of their own.</summary>
    private static bool IsJson(Type type) => Aliases.ContainsKey(type) && !type.IsAssignableTo(typeof(Exception));

    /// <summary>A call that stays on its silo takes these as they are: they never change.</summary>
    private sealed class UnchangingCopier : IGeneralizedCopier
    {
        public bool IsSupportedType(Type type) => IsJson(type);

        public object? DeepCopy(object? input, CopyContext context) => input;
    }
}
