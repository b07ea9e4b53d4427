using System.Text.Json.Serialization;

namespace RatingGrains.Conversations;

/// <summary>Where a conversation stands. A type a phase, so that a closing time cannot exist on an open one.</summary>
[JsonPolymorphic(TypeDiscriminatorPropertyName = "phase")]
[JsonDerivedType(typeof(Unopened), "unopened")]
[JsonDerivedType(typeof(New), "new")]
[JsonDerivedType(typeof(Accepted), "accepted")]
[JsonDerivedType(typeof(WaitingForAgent), "waitingForAgent")]
[JsonDerivedType(typeof(WaitingForCustomer), "waitingForCustomer")]
[JsonDerivedType(typeof(Closing), "closing")]
[JsonDerivedType(typeof(Closed), "closed")]
[JsonDerivedType(typeof(Spam), "spam")]
public abstract record Phase
{
    /// <summary>Whether an agent and a customer are still at it: neither finished, closed nor spam.</summary>
    [JsonIgnore]
    public bool IsOpen => this is New or Accepted or WaitingForAgent or WaitingForCustomer;

    /// <summary>Whether nothing but ratings is taken any more.</summary>
    [JsonIgnore]
    public bool IsOver => this is Closed or Spam;
}

public sealed record Unopened : Phase;

/// <summary>Nobody holds it yet.</summary>
public sealed record New : Phase;

/// <summary>An agent holds it and has not answered.</summary>
public sealed record Accepted : Phase;

public sealed record WaitingForAgent : Phase;

/// <param name="SilentAt">With no word from the customer until then, it finishes by itself; null: never.</param>
public sealed record WaitingForCustomer(DateTimeOffset? SilentAt) : Phase;

public sealed record Closing(DateTimeOffset ClosesAt) : Phase;

public sealed record Closed(DateTimeOffset At) : Phase;

public sealed record Spam(DateTimeOffset At) : Phase;

/// <summary>The phase by its name on the wire.</summary>
public enum ConversationStatus
{
    New,
    Accepted,
    WaitingForAgent,
    WaitingForCustomer,
    Closing,
    Closed,
    Spam,
}
