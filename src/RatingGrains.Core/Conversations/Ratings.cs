using System.Collections.Immutable;
using RatingGrains.Agents;

namespace RatingGrains.Conversations;

public enum RatingValue
{
    Like,
    Dislike,
}

/// <summary>To whom a rating belongs: frozen, so that no later transfer moves it.</summary>
public sealed record Attribution(AgentId? Agent, TeamId? Team, ImmutableArray<AgentId> Participants);

/// <param name="At">When the value that counts was given.</param>
/// <param name="Changes">How often the customer changed their mind.</param>
public sealed record CustomerRating(
    RatingValue Value, string? Comment, DateTimeOffset At, Attribution Attribution, int Changes);

/// <param name="Stars">1–5; null where only a comment was given.</param>
public sealed record SupervisorRating(
    int? Stars, string? Comment, string By, DateTimeOffset At, Attribution Attribution);
