namespace RatingGrains.Silo.Grains;

/// <summary>References to grains by their keys.</summary>
internal static class GrainKinds
{
    /// <summary>The same as <c>GetGrain</c>, which looks up by reflection for each reference what is the same for all
    /// grains of a kind: a twentieth of what a conversation takes of a silo.</summary>
    public static TGrain Of<TGrain>(this IGrainFactory grains, string key)
        where TGrain : IGrainWithStringKey
    {
        if (Kind<TGrain>.Known is { } kind)
            return (TGrain)grains.GetGrain(GrainId.Create(kind.Type, key), kind.Interface);
        var first = grains.GetGrain<TGrain>(key);
        Kind<TGrain>.Known = new GrainKind(
            first.GetGrainId().Type, ((GrainReference)(IAddressable)first).InterfaceType);
        return first;
    }

    private sealed record GrainKind(GrainType Type, GrainInterfaceType Interface);

    private static class Kind<TGrain>
    {
        public static GrainKind? Known { get; set; }
    }
}
