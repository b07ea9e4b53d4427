using System.Diagnostics.CodeAnalysis;
using System.Text.Json;
using Microsoft.AspNetCore.Http.HttpResults;
using RatingGrains.Channels;

namespace RatingGrains.Connectors.Hooks;

/// <summary>What somebody posted to a hook: refused, or proved to come from whom it should and read as JSON.</summary>
internal sealed class HookDelivery<TSettings> : IDisposable where TSettings : class
{
    private readonly JsonDocument? _document;

    public HookDelivery(ProblemHttpResult problem) => Problem = problem;

    public HookDelivery(ChannelId channel, TSettings settings, JsonDocument document) =>
        (Channel, Settings, _document) = (channel, settings, document);

    public ProblemHttpResult? Problem { get; }

    [MemberNotNullWhen(true, nameof(Settings))]
    [MemberNotNullWhen(false, nameof(Problem))]
    public bool IsGood => Problem is null;

    public ChannelId Channel { get; }

    public TSettings? Settings { get; }

    /// <summary>An object, for as long as this is not disposed.</summary>
    public JsonElement Body => _document!.RootElement;

    public void Dispose() => _document?.Dispose();
}
