namespace RatingGrains.Api.Messengers.Chatwoot;

/// <summary>A Chatwoot installation. Nothing is sent to it: it asks and thanks by itself.</summary>
internal sealed class TestedChatwoot : TestedMessenger
{
    public const string Resolved = """
        {"event":"conversation_status_changed","id":5,"inbox_id":3,"status":"resolved",
        "meta":{"sender":{"id":42,"name":"Ann"},"assignee":{"id":7}}}
        """;

    private const string Secret = "chatwoot-webhook-secret";

    public override string Kind => "chatwoot";

    public override string Section => "Unused";

    public override object Settings => new
    {
        chatwoot = new { secret = Secret, agents = new[] { new { id = "7", agentId = "anna" } } },
    };

    public override IReadOnlyList<string> Secrets => [Secret];

    public override string Customer => "42";

    public override ApiAnswered Unreachable => throw Nothing;

    public override ApiAnswered TooMuch => throw Nothing;

    public override string Says(int number, string text) => $$$"""
        {"event":"message_created","id":{{{number}}},"content":{{{Quoted(text)}}},"content_type":"text",
        "message_type":"incoming","private":false,"sender":{{{ChatwootHost.Contact}}},{{{ChatwootHost.Place}}}}
        """;

    public override string Taps(int number, string button) => $$$"""
        {"event":"message_updated","id":{{{number}}},"content_type":"input_csat","message_type":"template",
        "content_attributes":{"submitted_values":{"csat_survey_response":{"rating":5,"feedback_message":"quick"} } },
        {{{ChatwootHost.Place}}}}
        """;

    public override HookPost Sign(string body)
    {
        var at = DateTimeOffset.UtcNow.ToUnixTimeSeconds();
        return new(
            body, ("X-Chatwoot-Signature", "sha256=" + Signing.Hex(Secret, $"{at}.{body}")), ("X-Chatwoot-Timestamp", $"{at}"));
    }

    public override string TextOf(ApiCall call) => throw Nothing;

    public override IReadOnlyList<string> ButtonsOf(ApiCall call) => throw Nothing;

    public override ApiAnswered? Refuse(ApiCall call) => throw Nothing;

    public override ApiAnswered Accept(ApiCall call, int number) => throw Nothing;

    private static InvalidOperationException Nothing => new("Nothing is sent to Chatwoot.");
}
