using System.Text.Json.Serialization;
using RatingGrains.Api.Lists;
using RatingGrains.Conversations;
using RatingGrains.Ports;
using RatingGrains.Threads;

namespace RatingGrains.Api.Http;

/// <summary>How answers are written. Every type that a route takes or gives is named here.</summary>
[JsonSourceGenerationOptions(
    PropertyNamingPolicy = JsonKnownNamingPolicy.CamelCase,
    Converters =
    [
        typeof(InstantConverter),
        typeof(IsoDurationConverter),
        typeof(WireEnumConverter<ApiRole>),
        typeof(WireEnumConverter<ApiScope>),
        typeof(WireEnumConverter<RatingValue>),
        typeof(WireEnumConverter<ConversationStatus>),
        typeof(WireEnumConverter<RequestState>),
        typeof(WireEnumConverter<RequestReason>),
        typeof(WireEnumConverter<MessageSource>),
        typeof(WireEnumConverter<MessageOutcome>),
        typeof(WireEnumConverter<HistoryKind>),
        typeof(WireEnumConverter<HistoryWhat>),
    ])]
[JsonSerializable(typeof(Page<ListedRow>))]
[JsonSerializable(typeof(ProblemBody))]
internal sealed partial class ApiJson : JsonSerializerContext;
