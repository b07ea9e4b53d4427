using RatingGrains.Conversations;
using RatingGrains.Figures;
using RatingGrains.Threads;

namespace RatingGrains.Embedded.Demo;

/// <summary>What the demo reads of the API's answers.</summary>
internal sealed record DemoKey(string Id, string Key);

internal sealed record DemoToken(string Token);

internal sealed record DemoReceipt(ConversationId? ConversationId, MessageOutcome Outcome);

internal sealed record DemoConversation(ConversationId Id, ConversationStatus Status, DemoRequest RatingRequest);

internal sealed record DemoRequest(RequestState State);

internal sealed record DemoSummary(Figure All);

internal sealed record DemoPage<T>(T[] Items);

internal sealed record DemoNamed(string Id, string Name);

internal sealed record DemoNotification(long Id);
