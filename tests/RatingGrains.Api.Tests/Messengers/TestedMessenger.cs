using System.Text.Json;

namespace RatingGrains.Api.Messengers;

/// <summary>A messenger as tests see it: what its customers do reaches the hook as it documents, and what is said to them
/// can be read.</summary>
internal abstract class TestedMessenger : IMessengerApi
{
    /// <summary>Its word in addresses and settings.</summary>
    public abstract string Kind { get; }

    /// <summary>Where its API's address is configured.</summary>
    public abstract string Section { get; }

    /// <summary>What the channel is given.</summary>
    public abstract object Settings { get; }

    /// <summary>What nobody may read again.</summary>
    public abstract IReadOnlyList<string> Secrets { get; }

    /// <summary>The customer's id, as conversations show it.</summary>
    public abstract string Customer { get; }

    /// <summary>A refusal that is about this customer and stays.</summary>
    public abstract ApiAnswered Unreachable { get; }

    /// <summary>A refusal because the account sends too much.</summary>
    public abstract ApiAnswered TooMuch { get; }

    /// <summary>What is wrong for a moment.</summary>
    public virtual ApiAnswered Hiccup => new(503, "<html>Service Unavailable</html>");

    /// <param name="number">Makes the message's id; the same one is the same message.</param>
    public abstract string Says(int number, string text);

    /// <param name="button">What the button carries.</param>
    public abstract string Taps(int number, string button);

    /// <summary>As the messenger delivers it, with its proof.</summary>
    public abstract HookPost Sign(string body);

    public abstract string TextOf(ApiCall call);

    public abstract IReadOnlyList<string> ButtonsOf(ApiCall call);

    public abstract ApiAnswered? Refuse(ApiCall call);

    public abstract ApiAnswered Accept(ApiCall call, int number);

    protected static JsonElement Json(string text) => JsonDocument.Parse(text).RootElement;

    protected static string Quoted(string text) => JsonSerializer.Serialize(text);
}
