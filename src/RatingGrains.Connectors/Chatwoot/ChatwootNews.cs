using RatingGrains.Agents;
using RatingGrains.Connectors.Hooks;
using RatingGrains.Threads;

namespace RatingGrains.Connectors.Chatwoot;

/// <summary>What happened in Chatwoot that matters here.</summary>
internal abstract record ChatwootNews;

/// <summary>The customer wrote, or answered the survey.</summary>
internal sealed record CustomerSaid(Heard Heard) : ChatwootNews;

/// <summary>An agent wrote to the customer, who has got it from Chatwoot.</summary>
internal sealed record AgentSaid(ThreadId Thread, AgentId Agent, string Text) : ChatwootNews;

/// <param name="Assignee">Who held the conversation; null: nobody of ours.</param>
internal sealed record Resolved(ThreadId Thread, AgentId? Assignee) : ChatwootNews;
