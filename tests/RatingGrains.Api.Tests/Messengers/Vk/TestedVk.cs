using System.Text.Json;
using Microsoft.AspNetCore.WebUtilities;

namespace RatingGrains.Api.Messengers.Vk;

/// <summary>VK's Callback API and <c>messages.send</c>, field for field as VK documents them.</summary>
internal sealed class TestedVk : TestedMessenger
{
    public const string Token = "vk1.a.community-token";
    public const string Secret = "vk-callback-secret";
    public const string Confirmation = "c0ffee42";
    public const string Group = "227";
    private const int TextMax = 4096;
    private const int PayloadMax = 255;

    public override string Kind => "vk";

    public override string Section => "Vk";

    public override object Settings => new
    {
        vk = new { groupId = Group, accessToken = Token, secret = Secret, confirmation = Confirmation },
    };

    public override IReadOnlyList<string> Secrets => [Token, Secret, Confirmation];

    public override string Customer => "4242";

    public override ApiAnswered Unreachable => Error(901, "Can't send messages for users without permission");

    public override ApiAnswered TooMuch => Error(6, "Too many requests per second");

    public override ApiAnswered Hiccup => Error(10, "Internal server error");

    public override string Says(int number, string text) => Event(number, $$""" "text":{{Quoted(text)}} """);

    public override string Taps(int number, string button) =>
        Event(number, $$""" "text":"👍","payload":{{Quoted(button)}} """);

    public string Event(int number, string content, string type = "message_new", string peer = "4242") => $$$"""
        {"group_id":{{{Group}}},"type":"{{{type}}}","event_id":"event{{{number}}}","v":"5.199","object":{
        "message":{"id":{{{number}}},"date":1700000000,"peer_id":{{{peer}}},"from_id":4242,"out":0,{{{content}}}},
        "client_info":{"button_actions":["text"],"keyboard":true,"inline_keyboard":true,"lang_id":0}},"secret":"{{{Secret}}}"}
        """;

    /// <summary>The secret is in the body: what changes it is as good as no proof.</summary>
    public override HookPost Sign(string body) => new(body);

    public override string TextOf(ApiCall call) => Form(call)["message"];

    public override IReadOnlyList<string> ButtonsOf(ApiCall call) => Form(call).TryGetValue("keyboard", out var keyboard)
        ? [.. Json(keyboard).GetProperty("buttons").EnumerateArray().SelectMany(row => row.EnumerateArray())
            .Select(button => button.GetProperty("action").GetProperty("payload").GetString()!)]
        : [];

    public static Dictionary<string, string> Form(ApiCall call) =>
        QueryHelpers.ParseQuery(call.Body).ToDictionary(field => field.Key, field => field.Value.ToString());

    public override ApiAnswered? Refuse(ApiCall call)
    {
        var form = Form(call);
        if (call.Headers.Authorization != $"Bearer {Token}")
            return Error(5, "User authorization failed");
        if (call.Path != "/messages.send" || !form.ContainsKey("v") || !int.TryParse(form["random_id"], out _))
            return Error(100, "One of the parameters specified was missing or invalid");
        if (form["peer_id"] != Customer)
            return Error(901, "Can't send messages for users without permission");
        if (form["message"].Length is 0 or > TextMax)
            return Error(914, "Message is too long");
        return ButtonsOf(call).All(payload => payload.Length <= PayloadMax && Json(payload).ValueKind == JsonValueKind.Object)
            ? null
            : Error(911, "Keyboard format is invalid");
    }

    public override ApiAnswered Accept(ApiCall call, int number) => new(200, $$"""{"response":{{1000 + number}}}""");

    public static ApiAnswered Error(int code, string message) =>
        new(200, $$$"""{"error":{"error_code":{{{code}}},"error_msg":"{{{message}}}","request_params":[]}}""");
}
