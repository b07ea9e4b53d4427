namespace RatingGrains.Api.Messengers.Signed;

/// <summary>An own sender. It has no API: what is said to its customers leaves by the channel's event stream.</summary>
internal sealed class TestedSigned : TestedMessenger
{
    private const string Secret = "shared-with-our-sender";

    public override string Kind => "signed";

    public override string Section => "Unused";

    public override object Settings => new { signed = new { secret = Secret } };

    public override IReadOnlyList<string> Secrets => [Secret];

    public override string Customer => "7";

    public override ApiAnswered Unreachable => throw Nothing;

    public override ApiAnswered TooMuch => throw Nothing;

    public override string Says(int number, string text) => Message(number, $"\"text\":{Quoted(text)}");

    public override string Taps(int number, string button) => Message(number, "\"rating\":\"like\"");

    public override HookPost Sign(string body)
    {
        var at = DateTimeOffset.UtcNow.ToUnixTimeSeconds();
        return new(body, ("X-Signature", "sha256=" + Signing.Hex(Secret, $"{at}.{body}")), ("X-Timestamp", $"{at}"));
    }

    public override string TextOf(ApiCall call) => throw Nothing;

    public override IReadOnlyList<string> ButtonsOf(ApiCall call) => throw Nothing;

    public override ApiAnswered? Refuse(ApiCall call) => throw Nothing;

    public override ApiAnswered Accept(ApiCall call, int number) => throw Nothing;

    private string Message(int number, string content) =>
        $$"""{"connector":"app","chatId":"{{Customer}}","userId":"{{Customer}}","messageId":"m{{number}}",{{content}}}""";

    private static InvalidOperationException Nothing => new("Nothing is sent to an own sender.");
}
