using RatingGrains.Connectors.Hooks;
using RatingGrains.Connectors.Sending;

namespace RatingGrains.Connectors.Meta;

/// <summary>What an error code of Meta's Graph API means for a message.</summary>
internal enum GraphFault
{
    /// <summary>An outage, an expired token, a restricted account: it may pass, or somebody may mend it.</summary>
    Passing,

    /// <summary>About this customer or this text.</summary>
    Lasting,

    /// <summary>Nothing was done; a moment later it may work.</summary>
    Hiccup,

    /// <summary>The account sends too much.</summary>
    Throttled,

    /// <summary>This customer is sent too much.</summary>
    CustomerThrottled,
}

/// <summary>Reads an answer of the Graph API: <c>{"error":{"message","code","error_subcode","error_data"}}</c>, or what was
/// asked for. Meta says to go by the code, because statuses and titles change.</summary>
internal static class GraphAnswer
{
    /// <summary>Where the Graph API does not say how long: its limits count over short times.</summary>
    private static readonly TimeSpan AccountPause = TimeSpan.FromSeconds(5);

    /// <summary>One customer may be sent a message every six seconds in the long run.</summary>
    private static readonly TimeSpan CustomerPause = TimeSpan.FromSeconds(6);

    /// <param name="messenger">Its name, for people who read errors.</param>
    /// <param name="messageId">The name of what was sent, in an answer that says so.</param>
    /// <param name="faultOf">What a code and its sub-code mean; null where the messenger does not name it.</param>
    public static ApiAnswer Read(
        string messenger, ApiReply reply, Func<System.Text.Json.JsonElement, string?> messageId,
        Func<long, long?, GraphFault?> faultOf)
    {
        var error = reply.Body.Get("error");
        var code = error.Get("code").Number();
        if ((int)reply.Status is >= 200 and < 300 && error.ValueKind == System.Text.Json.JsonValueKind.Undefined)
            return ApiAnswer.Done(messageId(reply.Body));

        var fault = code is { } known ? faultOf(known, error.Get("error_subcode").Number()) : null;
        fault ??= reply.IsServersFault ? GraphFault.Hiccup
            : (int)reply.Status == 429 ? GraphFault.Throttled
            : GraphFault.Passing;
        var what = error.Get("error_data").Get("details").Text() ?? error.Get("message").Text() ?? reply.Status.ToString();
        return new ApiAnswer(
            $"{messenger} refused ({code ?? (int)reply.Status}): {Words.Cut(what, ApiAnswer.DescriptionMax)}",
            Lasting: fault == GraphFault.Lasting,
            IsHiccup: fault == GraphFault.Hiccup,
            RetryAfter: reply.RetryAfter ?? fault switch
            {
                GraphFault.Throttled => AccountPause,
                GraphFault.CustomerThrottled => CustomerPause,
                _ => null,
            },
            StopsAccount: fault == GraphFault.Throttled);
    }
}
