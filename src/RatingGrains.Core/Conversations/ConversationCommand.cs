using RatingGrains.Agents;
using RatingGrains.Channels;
using RatingGrains.Threads;

namespace RatingGrains.Conversations;

/// <summary>A command with what it needs to know of the world at this moment; the shell puts it together.</summary>
public readonly record struct ConversationInput(ConversationCommand Command, ConversationContext Context);

/// <param name="Channel">The channel's settings as they are now.</param>
/// <param name="Teams">Who is in which team now.</param>
public sealed record ConversationContext(ChannelSettings Channel, RatingFeatures Features, ITeams Teams);

/// <summary>Which kinds of rating the plan has.</summary>
public sealed record RatingFeatures(bool CustomerRating, bool SupervisorRating);

/// <summary>Who is in which team at this moment; an unchanging view.</summary>
public interface ITeams
{
    TeamId? TeamOf(AgentId agent);
}

public abstract record ConversationCommand;

/// <summary>The first message of a new conversation; text, never a rating.</summary>
public sealed record Open(
    ConversationId Id, long Number, ThreadId Thread, InboundMessage Message, DateTimeOffset? CannotSendUntil) : ConversationCommand;

/// <param name="IsNewest">Whether this is the thread's newest conversation: an older one takes ratings only.</param>
public sealed record Receive(ThreadId Thread, InboundMessage Message, bool IsNewest) : ConversationCommand;

/// <summary>The customer started another conversation.</summary>
public sealed record Supersede : ConversationCommand;

public sealed record Accept(AgentId Agent) : ConversationCommand;

/// <param name="Said">The customer has got it already, where the agent wrote it.</param>
public sealed record Answer(AgentId Agent, string Text, bool Said = false) : ConversationCommand;

/// <param name="Agent">The agent who hands it on; null where a supervisor or an admin does.</param>
public sealed record Transfer(AgentId To, AgentId? Agent = null) : ConversationCommand;

/// <summary>Back to where whoever is free takes it.</summary>
/// <param name="Agent">The agent who gives it back; null where a supervisor or an admin does.</param>
public sealed record Release(AgentId? Agent = null) : ConversationCommand;

/// <param name="Agent">The agent who finishes; null where a supervisor or an admin does.</param>
/// <param name="By">Who, for the history.</param>
public sealed record Finish(AgentId? Agent, string By) : ConversationCommand;

public sealed record MarkSpam(AgentId? Agent, string By) : ConversationCommand;

/// <summary>By button or link, not by text. A comment that is absent stays while the value does.</summary>
public sealed record RateAsCustomer(RatingValue Value, string? Comment) : ConversationCommand;

public sealed record PostponeRating : ConversationCommand;

/// <summary>What is null stays as it was; an empty comment empties it.</summary>
public sealed record RateAsSupervisor(string By, int? Stars, string? Comment) : ConversationCommand;

/// <summary>What became of something that was sent to the customer.</summary>
/// <param name="RequestNumber">The rating request it was; null where it was something else.</param>
/// <param name="Error">Null: it was delivered.</param>
public sealed record SettleDelivery(int? RequestNumber, string? Error, DateTimeOffset? CannotSendUntil) : ConversationCommand;

/// <summary>Time has passed. Comes late, twice or never; changes only what is due.</summary>
public sealed record Tick : ConversationCommand;
