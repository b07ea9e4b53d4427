namespace RatingGrains.Api.Messengers.Viber;

/// <summary>Viber's bot API, field for field as Viber documents it.</summary>
internal sealed class TestedViber : TestedMessenger
{
    /// <summary>More than 2^53, as Viber's are.</summary>
    public const ulong FirstToken = 4912661846655238145;

    public const string Token = "445da6az1s345z78-dazcczb2542zv51a-e0vc5fva17480im9";
    private const int TextMax = 7000;

    public override string Kind => "viber";

    public override string Section => "Viber";

    public override object Settings => new { viber = new { authToken = Token, senderName = "Shop" } };

    public override IReadOnlyList<string> Secrets => [Token];

    public override string Customer => "01234567890A=";

    public override ApiAnswered Unreachable => Status(6, "receiverNotSubscribed");

    public override ApiAnswered TooMuch => Status(12, "tooManyRequests");

    public override string Says(int number, string text) => Says(number, text, null);

    public override string Taps(int number, string button) => Says(number, button, null);

    public string Says(int number, string text, string? tracking) => $$$"""
        {"event":"message","timestamp":1457764197627,"message_token":{{{FirstToken + (ulong)number}}},
        "sender":{"id":"{{{Customer}}}","name":"Ann Lee","language":"en","country":"GB","api_version":10},
        "message":{"type":"text","text":{{{Quoted(text)}}}{{{Tracking(tracking)}}}}}
        """;

    private static string Tracking(string? tracking) => tracking is null ? "" : $",\"tracking_data\":{Quoted(tracking)}";

    public override HookPost Sign(string body) => new(body, ("X-Viber-Content-Signature", Signing.Hex(Token, body)));

    public override string TextOf(ApiCall call) => Json(call.Body).GetProperty("text").GetString()!;

    public override IReadOnlyList<string> ButtonsOf(ApiCall call) =>
        Json(call.Body).TryGetProperty("keyboard", out var keyboard)
            ? [.. keyboard.GetProperty("Buttons").EnumerateArray()
                .Select(button => button.GetProperty("ActionBody").GetString()!)]
            : [];

    public override ApiAnswered? Refuse(ApiCall call)
    {
        var message = Json(call.Body);
        if (call.Headers["X-Viber-Auth-Token"] != Token)
            return Status(2, "invalidAuthToken");
        if (call.Path != "/send_message" || message.GetProperty("type").GetString() != "text"
            || message.GetProperty("sender").GetProperty("name").GetString() is not { Length: > 0 and <= 28 }
            || TextOf(call).Length is 0 or > TextMax)
            return Status(3, "badData");
        if (message.GetProperty("receiver").GetString() != Customer)
            return Status(5, "receiverNotRegistered");
        if (!message.TryGetProperty("keyboard", out var keyboard))
            return null;
        var columns = keyboard.GetProperty("Buttons").EnumerateArray().Sum(button => button.GetProperty("Columns").GetInt32());
        return keyboard.GetProperty("Type").GetString() == "keyboard" && columns == 6 ? null : Status(3, "badData");
    }

    public override ApiAnswered Accept(ApiCall call, int number) => new(
        200, $$"""{"status":0,"status_message":"ok","message_token":{{5741311803571721087 + number}},"billing_status":1}""");

    public static ApiAnswered Status(int status, string message) =>
        new(200, $$"""{"status":{{status}},"status_message":"{{message}}"}""");
}
