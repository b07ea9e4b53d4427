using RatingGrains.Api.Bitrix24.Access;
using RatingGrains.Api.Bitrix24.Answers;
using RatingGrains.Api.Bitrix24.Requests;

namespace RatingGrains.Api.Bitrix24.Methods;

/// <summary>One method of the door.</summary>
/// <param name="Name">In lower case; callers may write it in any.</param>
/// <param name="Scope">Which of <see cref="DoorScopes"/> a caller must have.</param>
internal sealed record RestMethod(
    string Name, string Scope, Func<RestCall, CancellationToken, Task<RestReply>> RunAsync)
{
    /// <summary>Whether only an application may call it.</summary>
    public bool NeedsApplication { get; init; }
}

/// <summary>Methods that belong together.</summary>
internal interface IRestFeature
{
    IEnumerable<RestMethod> Methods { get; }
}

/// <param name="Parameters">Without those that are about the call itself.</param>
/// <param name="Start">Where the page of a list begins; below 0: nobody wants the rows counted.</param>
/// <param name="Host">Where the door is: scheme, host and port.</param>
/// <param name="Table">All methods, by their names.</param>
internal sealed record RestCall(
    DoorCaller Caller,
    Parameter Parameters,
    long Start,
    string Host,
    IReadOnlyDictionary<string, RestMethod> Table)
{
    public const string StartParameter = "start";

    /// <summary>The same caller with other parameters.</summary>
    public RestCall With(Parameter parameters)
    {
        var start = parameters[StartParameter].WholeNumber ?? 0;
        return this with { Parameters = parameters.Without(StartParameter), Start = start };
    }
}
