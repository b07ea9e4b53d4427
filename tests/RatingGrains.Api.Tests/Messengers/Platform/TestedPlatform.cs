namespace RatingGrains.Api.Messengers.Platform;

/// <summary>Messenger, field for field as Meta documents it.</summary>
internal class TestedFacebook : TestedMessenger
{
    public const string Token = "EAAG-page-token";
    public const string AppSecret = "page-app-secret";
    public const string VerifyToken = "page-verify-token";
    private const int TextMax = 2000;

    public override string Kind => "messenger";

    public override string Section => "Messenger";

    public virtual string Account => "1234567890";

    public virtual string Object => "page";

    public override object Settings => new { messenger = Meta };

    protected object Meta =>
        new { accountId = Account, accessToken = Token, appSecret = AppSecret, verifyToken = VerifyToken };

    public override IReadOnlyList<string> Secrets => [Token, AppSecret, VerifyToken];

    public override string Customer => "4242424242424242";

    public override ApiAnswered Unreachable => Error(400, 551, 1545041, "This person isn't available right now.");

    public override ApiAnswered TooMuch => Error(400, 613, null, "Calls to this api have exceeded the rate limit.");

    public override string Says(int number, string text) =>
        Delivers($$$""" "message":{"mid":"m_{{{number}}}","text":{{{Quoted(text)}}}} """);

    public override string Taps(int number, string button) => Delivers($$$"""
        "message":{"mid":"m_{{{number}}}","text":"👍","quick_reply":{"payload":{{{Quoted(button)}}}}}
        """);

    public string Delivers(string content, long at = 0)
    {
        var time = at == 0 ? DateTimeOffset.UtcNow.ToUnixTimeMilliseconds() : at;
        return $$"""
            {"object":"{{Object}}","entry":[{"id":"{{Account}}","time":{{time}},"messaging":[{"sender":{"id":"{{Customer}}"},
            "recipient":{"id":"{{Account}}"},"timestamp":{{time}},{{content}}}]}]}
            """;
    }

    public override HookPost Sign(string body) =>
        new(body, ("X-Hub-Signature-256", "sha256=" + Signing.Hex(AppSecret, body)));

    public override string TextOf(ApiCall call) => Json(call.Body).GetProperty("message").GetProperty("text").GetString()!;

    public override IReadOnlyList<string> ButtonsOf(ApiCall call) =>
        Json(call.Body).GetProperty("message").TryGetProperty("quick_replies", out var replies)
            ? [.. replies.EnumerateArray().Select(reply => reply.GetProperty("payload").GetString()!)]
            : [];

    public override ApiAnswered? Refuse(ApiCall call)
    {
        var send = Json(call.Body);
        if (call.Headers.Authorization != $"Bearer {Token}")
            return Error(400, 190, null, "Invalid OAuth access token.");
        if (call.Path != $"/{Account}/messages" || send.GetProperty("messaging_type").GetString() != "RESPONSE")
            return Error(400, 100, null, "Invalid parameter");
        if (send.GetProperty("recipient").GetProperty("id").GetString() != Customer)
            return Error(400, 100, 2018001, "No matching user found");
        return IsTooLong(TextOf(call)) || ButtonsOf(call).Any(payload => payload.Length > 1000)
            ? Error(400, 100, null, "Length of param message[text] must be less than or equal to 2000")
            : null;
    }

    protected virtual bool IsTooLong(string text) => text.Length is 0 or > TextMax;

    public override ApiAnswered Accept(ApiCall call, int number) =>
        new(200, $$"""{"recipient_id":"{{Customer}}","message_id":"m_SENT{{number}}"}""");

    public static ApiAnswered Error(int status, int code, int? subcode, string message) => new(status, $$$"""
        {"error":{"message":"(#{{{code}}}) {{{message}}}","type":"OAuthException","code":{{{code}}},
        "error_subcode":{{{(subcode is { } sub ? $"{sub}" : "null")}}},"fbtrace_id":"D_trace"}}
        """);
}

/// <summary>Instagram's messages, where they differ.</summary>
internal sealed class TestedInstagram : TestedFacebook
{
    private const int BytesMax = 1000;

    public override string Kind => "instagram";

    public override string Section => "Instagram";

    public override string Account => "17841400000000000";

    public override string Object => "instagram";

    public override object Settings => new { instagram = Meta };

    protected override bool IsTooLong(string text) => System.Text.Encoding.UTF8.GetByteCount(text) is 0 or > BytesMax;
}
