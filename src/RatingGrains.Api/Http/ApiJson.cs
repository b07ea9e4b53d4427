using System.Text.Encodings.Web;
using System.Text.Json;
using System.Text.Json.Serialization;
using RatingGrains.Agents;
using RatingGrains.Api.Agents;
using RatingGrains.Api.Channels;
using RatingGrains.Api.Conversations;
using RatingGrains.Api.Keys;
using RatingGrains.Api.Lists;
using RatingGrains.Api.Messages;
using RatingGrains.Api.Operations;
using RatingGrains.Api.RatingLinks;
using RatingGrains.Api.Streams;
using RatingGrains.Api.Summaries;
using RatingGrains.Api.Web;
using RatingGrains.Api.Webhooks;
using RatingGrains.Conversations;
using RatingGrains.Ports;
using RatingGrains.Threads;
using RatingGrains.Webhooks;

namespace RatingGrains.Api.Http;

/// <summary>How answers are written. Every type that a route takes or gives is named here.</summary>
[JsonSourceGenerationOptions(
    PropertyNamingPolicy = JsonKnownNamingPolicy.CamelCase,
    Converters =
    [
        typeof(InstantConverter),
        typeof(IsoDurationConverter),
        typeof(WireEnumConverter<ApiRole>),
        typeof(WireEnumConverter<ApiKeyKind>),
        typeof(WireEnumConverter<ApiScope>),
        typeof(WireEnumConverter<RatingValue>),
        typeof(WireEnumConverter<ConversationStatus>),
        typeof(WireEnumConverter<RequestState>),
        typeof(WireEnumConverter<RequestReason>),
        typeof(WireEnumConverter<RatingRight>),
        typeof(WireEnumConverter<ConversationAct>),
        typeof(WireEnumConverter<MessageSource>),
        typeof(WireEnumConverter<MessageOutcome>),
        typeof(WireEnumConverter<MessageRating>),
        typeof(WireEnumConverter<HistoryKind>),
        typeof(WireEnumConverter<HistoryWhat>),
        typeof(WireEnumConverter<CustomerEventKind>),
        typeof(WireEnumConverter<AgentItemKind>),
        typeof(WireEnumConverter<DeliveryState>),
    ])]
[JsonSerializable(typeof(Page<ListedRow>))]
[JsonSerializable(typeof(ProblemBody))]
[JsonSerializable(typeof(DefaultTexts))]
[JsonSerializable(typeof(PageWords))]
[JsonSerializable(typeof(MeView))]
[JsonSerializable(typeof(ConsoleSignIn))]
[JsonSerializable(typeof(KeyRequest))]
[JsonSerializable(typeof(NewKeyView))]
[JsonSerializable(typeof(Page<KeyView>))]
[JsonSerializable(typeof(AgentRequest))]
[JsonSerializable(typeof(Page<AgentView>))]
[JsonSerializable(typeof(ChannelBody))]
[JsonSerializable(typeof(Page<ChannelView>))]
[JsonSerializable(typeof(Page<ChannelName>))]
[JsonSerializable(typeof(MessageRequest))]
[JsonSerializable(typeof(ReceiptView))]
[JsonSerializable(typeof(DeliveryRequest))]
[JsonSerializable(typeof(VisitorRequest))]
[JsonSerializable(typeof(TokenView))]
[JsonSerializable(typeof(CustomerTokenRequest))]
[JsonSerializable(typeof(CustomerTokenView))]
[JsonSerializable(typeof(ConversationView))]
[JsonSerializable(typeof(WorkEndpoints.AcceptRequest))]
[JsonSerializable(typeof(WorkEndpoints.AnswerRequest))]
[JsonSerializable(typeof(WorkEndpoints.TransferRequest))]
[JsonSerializable(typeof(CustomerRatingRequest))]
[JsonSerializable(typeof(SupervisorRatingRequest))]
[JsonSerializable(typeof(Page<MessageView>))]
[JsonSerializable(typeof(Page<HistoryView>))]
[JsonSerializable(typeof(CustomerEventView))]
[JsonSerializable(typeof(AgentEventView))]
[JsonSerializable(typeof(Page<NotificationView>))]
[JsonSerializable(typeof(ReadUpTo))]
[JsonSerializable(typeof(AgentSummaryView))]
[JsonSerializable(typeof(ChannelSummaryView))]
[JsonSerializable(typeof(DaysView))]
[JsonSerializable(typeof(Page<ParkedView>))]
[JsonSerializable(typeof(RetriedView))]
[JsonSerializable(typeof(WebhookRequest))]
[JsonSerializable(typeof(SecretRequest))]
[JsonSerializable(typeof(ReplayRequest))]
[JsonSerializable(typeof(Page<WebhookView>))]
[JsonSerializable(typeof(NewWebhookView))]
[JsonSerializable(typeof(NewSecretView))]
[JsonSerializable(typeof(TestedView))]
[JsonSerializable(typeof(ReplayedView))]
[JsonSerializable(typeof(Page<WebhookDeliveryView>))]
[JsonSerializable(typeof(WebhookHealthView))]
[JsonSerializable(typeof(HealthView))]
internal sealed partial class ApiJson : JsonSerializerContext
{
    /// <summary>The context with which answers are written: letters of every script as they are, because nothing here
    /// is ever put into a page of HTML.</summary>
    public static ApiJson Written => field ??= new(new JsonSerializerOptions(Default.Options)
    {
        TypeInfoResolver = null,
        Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping,
    });
}
