using System.Text.Json.Serialization;
using RatingGrains.Agents;
using RatingGrains.Channels;
using RatingGrains.Conversations;
using RatingGrains.Threads;

namespace RatingGrains.Kernel;

/// <summary>Something the world must be told. The names are stored: never renamed, never reused.</summary>
[JsonPolymorphic(TypeDiscriminatorPropertyName = "effect")]
[JsonDerivedType(typeof(ShowConversation), "showConversation")]
[JsonDerivedType(typeof(LogMessage), "logMessage")]
[JsonDerivedType(typeof(RecordHistory), "recordHistory")]
[JsonDerivedType(typeof(Announce), "announce")]
[JsonDerivedType(typeof(TellCustomer), "tellCustomer")]
[JsonDerivedType(typeof(TellAgent), "tellAgent")]
[JsonDerivedType(typeof(SupersedeConversation), "supersede")]
[JsonDerivedType(typeof(ShowAgent), "showAgent")]
[JsonDerivedType(typeof(ShowAgentItems), "showAgentItems")]
[JsonDerivedType(typeof(ShowAgentRead), "showAgentRead")]
[JsonDerivedType(typeof(ShowChannel), "showChannel")]
public abstract record Effect;
