using System.Reflection;
using System.Text;
using System.Text.Json.Serialization.Metadata;
using Orleans.Concurrency;
using Orleans.Services;
using RatingGrains.Json;
using RatingGrains.Silo.Cluster;

namespace RatingGrains.Wire;

/// <summary>All that silos of two versions must agree on, as text: what they call, and what they send and store.</summary>
internal static class Contracts
{
    private static readonly Assembly Silo = typeof(WireTypes).Assembly;

    public static string Write()
    {
        var text = new StringBuilder();
        foreach (var grain in Types(type => type.IsInterface
            && (type.IsAssignableTo(typeof(IGrainWithStringKey)) || type.IsAssignableTo(typeof(IGrainService)))))
        {
            text.Append($"interface {AliasOf(grain)} = {grain.FullName}\n");
            foreach (var method in grain.GetMethods().OrderBy(method => AliasOf(method), StringComparer.Ordinal))
            {
                var arguments = string.Join(", ", method.GetParameters().Select(one => Name(one.ParameterType)));
                var interleaves = method.IsDefined(typeof(AlwaysInterleaveAttribute)) ? " interleaving" : "";
                text.Append($"  {AliasOf(method)}({arguments}) -> {Name(method.ReturnType)}{interleaves}\n");
            }
            text.Append('\n');
        }
        foreach (var grain in Types(type => type.IsDefined(typeof(GrainTypeAttribute))))
            text.Append($"grain {grain.GetCustomAttributesData().Single(one => one.AttributeType == typeof(GrainTypeAttribute)).ConstructorArguments[0].Value} = {grain.FullName}\n");
        text.Append('\n');
        foreach (var type in Types(type => type.IsDefined(typeof(GenerateSerializerAttribute))))
        {
            var members = type.GetProperties().Where(one => one.IsDefined(typeof(IdAttribute)))
                .Select(one => $"{one.GetCustomAttribute<IdAttribute>()!.Id} {one.Name} {Name(one.PropertyType)}");
            text.Append($"type {AliasOf(type)} = {type.FullName}\n  {string.Join("\n  ", members)}\n");
        }
        text.Append('\n');
        foreach (var (type, alias) in WireTypes.Aliases.OrderBy(one => one.Value, StringComparer.Ordinal))
            text.Append($"type {alias} = {type.FullName}\n");
        text.Append('\n');
        AppendJson(text);
        return text.ToString();
    }

    /// <summary>The JSON of everything that is sent or stored, down to its parts.</summary>
    private static void AppendJson(StringBuilder text)
    {
        var seen = new SortedDictionary<string, string>(StringComparer.Ordinal);
        foreach (var type in WireTypes.Aliases.Keys)
            Describe(type, seen);
        Describe(typeof(Kernel.Snapshot<Conversations.ConversationState>), seen);
        Describe(typeof(Kernel.Snapshot<Threads.ThreadMemory>), seen);
        Describe(typeof(Kernel.Snapshot<Agents.AgentState>), seen);
        Describe(typeof(Kernel.Snapshot<Channels.ChannelState>), seen);
        foreach (var line in seen.Values)
            text.Append(line).Append('\n');
    }

    private static void Describe(Type type, SortedDictionary<string, string> seen)
    {
        if (seen.ContainsKey(Name(type)) || CoreJson.Default.GetTypeInfo(type) is not { } json)
            return;
        if (json.Kind == JsonTypeInfoKind.Enumerable && json.ElementType is { } element)
            Describe(element, seen);
        if (Nullable.GetUnderlyingType(type) is { } underlying)
            Describe(underlying, seen);
        if (type.IsEnum)
            seen[Name(type)] = $"json {Name(type)}: {string.Join(" | ", Enum.GetNames(type))}";
        if (json.Kind != JsonTypeInfoKind.Object)
            return;
        // What is computed is not written.
        var written = json.Properties.Where(property => property.Get is not null).ToList();
        var names = string.Join(" ", written.Select(property => property.Name));
        seen[Name(type)] = $"json {Name(type)}: {names}";
        foreach (var derived in json.PolymorphismOptions?.DerivedTypes ?? [])
        {
            seen[$"{Name(type)} {derived.TypeDiscriminator}"] = $"json {Name(type)} {derived.TypeDiscriminator} = {Name(derived.DerivedType)}";
            Describe(derived.DerivedType, seen);
        }
        foreach (var property in written)
            Describe(property.PropertyType, seen);
    }

    private static IEnumerable<Type> Types(Func<Type, bool> which) =>
        Silo.GetTypes().Where(which).OrderBy(type => type.FullName, StringComparer.Ordinal);

    private static string AliasOf(MemberInfo member) =>
        member.GetCustomAttribute<AliasAttribute>()?.Alias ?? throw new InvalidOperationException($"{member} has no alias.");

    private static string Name(Type type) => type.IsGenericType
        ? $"{type.Name[..type.Name.IndexOf('`')]}<{string.Join(", ", type.GetGenericArguments().Select(Name))}>"
        : type.Name;
}
