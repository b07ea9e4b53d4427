namespace RatingGrains.Webhooks;

/// <summary>What an application of Bitrix24's clients asked to be told.</summary>
/// <param name="Event">By their name, in upper case.</param>
/// <param name="Owner">Whose key asked: nobody is told once it is gone.</param>
/// <param name="Host">By which address it asked: scheme, host and port.</param>
public sealed record Bitrix24Binding(string Event, string Owner, string Host)
{
    public const string SessionStart = "ONSESSIONSTART";
    public const string SessionFinish = "ONSESSIONFINISH";
    public const string DialogStart = "ONIMCONNECTORDIALOGSTART";
    public const string DialogFinish = "ONIMCONNECTORDIALOGFINISH";
    public const string RatingAdd = "ONRATINGADD";
}
