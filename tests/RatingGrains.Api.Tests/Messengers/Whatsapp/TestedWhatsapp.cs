using System.Text.Json;

namespace RatingGrains.Api.Messengers.Whatsapp;

/// <summary>WhatsApp's Cloud API, field for field as Meta documents it.</summary>
internal sealed class TestedWhatsapp : TestedMessenger
{
    public const string Number = "106540352242922";
    public const string Token = "EAAG-whatsapp-token";
    public const string AppSecret = "whatsapp-app-secret";
    public const string VerifyToken = "meatyhamhock";

    /// <summary>One who shows a user name instead of a number.</summary>
    public const string HiddenCustomer = "US.13491208655302741918";

    private const int TextMax = 4096;
    private const int BodyMax = 1024;

    public override string Kind => "whatsapp";

    public override string Section => "Whatsapp";

    public override object Settings => new
    {
        whatsapp = new { accountId = Number, accessToken = Token, appSecret = AppSecret, verifyToken = VerifyToken },
    };

    public override IReadOnlyList<string> Secrets => [Token, AppSecret, VerifyToken];

    public override string Customer => "16505551234";

    public override ApiAnswered Unreachable => Error(400, 131026, "Message undeliverable");

    public override ApiAnswered TooMuch => Error(400, 130429, "Cloud API message throughput has been reached");

    public override string Says(int number, string text) =>
        Delivers(Message(number, $$$""" "type":"text","text":{"body":{{{Quoted(text)}}}} """));

    public override string Taps(int number, string button) => Delivers(Message(number, $$$"""
        "context":{"from":"15550783881","id":"wamid.PROMPT"},"type":"interactive",
        "interactive":{"type":"button_reply","button_reply":{"id":{{{Quoted(button)}}},"title":"👍"}}
        """));

    /// <summary>One message of a batch.</summary>
    public static string Message(int number, string content, string from = "16505551234", long at = 0)
    {
        var seconds = at == 0 ? DateTimeOffset.UtcNow.ToUnixTimeSeconds() : at;
        return $$"""{"from":"{{from}}","id":"wamid.{{number}}","timestamp":"{{seconds}}",{{content}}}""";
    }

    public static string Delivers(params string[] messages) => Changes($$"""
        "contacts":[{"profile":{"name":"Ann Lee"},"wa_id":"16505551234"}],"messages":[{{string.Join(',', messages)}}]
        """);

    public static string Reports(string status, string more = "") => Changes($$"""
        "statuses":[{"id":"wamid.OURS","status":"{{status}}","timestamp":"1700000000","recipient_id":"16505551234"{{more}}}]
        """);

    public static string Changes(string value, string number = Number) => $$$"""
        {"object":"whatsapp_business_account","entry":[{"id":"102290129340398","changes":[{"field":"messages","value":{
        "messaging_product":"whatsapp","metadata":{"display_phone_number":"15550783881","phone_number_id":"{{{number}}}"},
        {{{value}}}}}]}]}
        """;

    public override HookPost Sign(string body) =>
        new(body, ("X-Hub-Signature-256", "sha256=" + Signing.Hex(AppSecret, body)));

    public override string TextOf(ApiCall call)
    {
        var message = Json(call.Body);
        return message.GetProperty("type").GetString() == "text"
            ? message.GetProperty("text").GetProperty("body").GetString()!
            : message.GetProperty("interactive").GetProperty("body").GetProperty("text").GetString()!;
    }

    public override IReadOnlyList<string> ButtonsOf(ApiCall call) =>
        Json(call.Body).TryGetProperty("interactive", out var interactive)
            ? [.. interactive.GetProperty("action").GetProperty("buttons").EnumerateArray()
                .Select(button => button.GetProperty("reply").GetProperty("id").GetString()!)]
            : [];

    public override ApiAnswered? Refuse(ApiCall call)
    {
        var message = Json(call.Body);
        if (call.Headers.Authorization != $"Bearer {Token}")
            return Error(401, 190, "Error validating access token");
        if (call.Path != $"/{Number}/messages")
            return Error(404, 33, "Object does not exist");
        if (message.GetProperty("messaging_product").GetString() != "whatsapp")
            return Error(400, 100, "messaging_product is required");
        if (message.TryGetProperty("to", out var to) ? to.GetString() != Customer
            : message.GetProperty("recipient").GetString() != HiddenCustomer)
            return Error(400, 131026, "Message undeliverable");
        return IsWellFormed(message) ? null : Error(400, 131009, "Parameter value is not valid");
    }

    private bool IsWellFormed(JsonElement message)
    {
        var text = TextOf(new ApiCall("", null!, message.GetRawText()));
        if (message.GetProperty("type").GetString() == "text")
            return text.Length is > 0 and <= TextMax;
        var buttons = message.GetProperty("interactive").GetProperty("action").GetProperty("buttons").EnumerateArray();
        return text.Length is > 0 and <= BodyMax && buttons.Count() is > 0 and <= 3 && buttons.All(button =>
            button.GetProperty("type").GetString() == "reply"
            && button.GetProperty("reply").GetProperty("title").GetString()!.Length is > 0 and <= 20
            && button.GetProperty("reply").GetProperty("id").GetString()!.Length is > 0 and <= 256);
    }

    public override ApiAnswered Accept(ApiCall call, int number) => new(200, $$"""
        {"messaging_product":"whatsapp","contacts":[{"input":"{{Customer}}","wa_id":"{{Customer}}"}],
        "messages":[{"id":"wamid.SENT{{number}}"}]}
        """);

    public static ApiAnswered Error(int status, int code, string details, int? retryAfter = null) => new(status, $$$"""
        {"error":{"message":"(#{{{code}}}) {{{details}}}","type":"OAuthException","code":{{{code}}},
        "error_data":{"messaging_product":"whatsapp","details":"{{{details}}}"},"fbtrace_id":"Az8or2yhqkZfEZ-_4Qn_Bam"}}
        """, retryAfter);
}
