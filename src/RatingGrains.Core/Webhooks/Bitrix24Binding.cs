namespace RatingGrains.Webhooks;

/// <summary>What an application of Bitrix24's clients asked to be told.</summary>
/// <param name="Event">By their name, in upper case.</param>
/// <param name="Owner">Whose key asked: nobody is told once it is gone.</param>
/// <param name="Host">By which address it asked: scheme, host and port.</param>
/// <param name="Handler">The number of this binding; 0 where it was made before they had one.</param>
public sealed record Bitrix24Binding(string Event, string Owner, string Host, long Handler = 0)
{
    public const string SessionStart = "ONSESSIONSTART";
    public const string SessionFinish = "ONSESSIONFINISH";
    public const string DialogStart = "ONIMCONNECTORDIALOGSTART";
    public const string DialogFinish = "ONIMCONNECTORDIALOGFINISH";

    /// <summary>What the application's own connector is to show to a customer.</summary>
    public const string ConnectorMessageAdd = "ONIMCONNECTORMESSAGEADD";

    /// <summary>What anybody says in any dialogue of the application's lines.</summary>
    public const string LineMessageAdd = "ONOPENLINEMESSAGEADD";

    public const string RatingAdd = "ONRATINGADD";

    /// <summary>What was said is never changed here and never taken back, so these may be asked for and never happen.
    /// Whoever asks for all events in one go need not leave them out.</summary>
    public static readonly IReadOnlyList<string> NeverHappening =
    [
        "ONIMCONNECTORMESSAGEUPDATE", "ONIMCONNECTORMESSAGEDELETE", "ONOPENLINEMESSAGEUPDATE",
        "ONOPENLINEMESSAGEDELETE",
    ];

    /// <summary>Whether it is told of connectors that the application has registered, and of no others.</summary>
    public bool IsOfConnector => Event is DialogStart or DialogFinish or ConnectorMessageAdd;
}
