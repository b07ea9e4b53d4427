using System.Text;
using RatingGrains.Connectors.Hooks;

namespace RatingGrains.Api.Messengers;

public sealed class Proofs
{
    /// <summary>Published with Viber's own library for bots.</summary>
    private const string ViberToken = "44dafb7e0f40021e-61a47a1e6778d187-f2c5a676a07050b3";
    private const string ViberBody = """{"event":"webhook","timestamp":4977069964384421269,"message_token":1478683725125}""";
    private const string ViberSignature = "d21b343448c8aee33b8e93768ef6ceb64a6ba6163099973a2b8bd028fea510ef";

    /// <summary>RFC 4231, test case 2.</summary>
    private const string RfcKey = "Jefe";
    private const string RfcText = "what do ya want for nothing?";
    private const string RfcDigest = "5bdcc146bf60754e6a042426089575c75a003f089d2739839dec58b964ec3843";

    /// <summary>Published by GitHub, whose hooks are signed as Meta's are.</summary>
    private const string HubSecret = "It's a Secret to Everybody";
    private const string HubBody = "Hello, World!";
    private const string HubHeader = "sha256=757107ea0eb2509fc211221cce984b8a37570b6d7586c22c46f4379c8b043e17";

    [Theory]
    [InlineData(ViberToken, ViberBody, ViberSignature)]
    [InlineData(RfcKey, RfcText, RfcDigest)]
    public void A_published_signature_is_one(string secret, string body, string signature)
    {
        Assert.True(Proof.IsSignature(signature, secret, Bytes(body)));
        Assert.True(Proof.IsSignature(signature.ToUpperInvariant(), secret, Bytes(body)));
        Assert.False(Proof.IsSignature(signature, secret, Bytes(body + " ")));
        Assert.False(Proof.IsSignature(signature, secret + " ", Bytes(body)));
    }

    [Fact]
    public void A_published_header_is_one() =>
        Assert.True(Proof.IsSignature(Proof.AfterSha256(HubHeader), HubSecret, Bytes(HubBody)));

    [Theory]
    [InlineData("")]
    [InlineData("sha256=")]
    [InlineData("sha1=757107ea0eb2509fc211221cce984b8a37570b6d7586c22c46f4379c8b043e17")]
    [InlineData("757107ea0eb2509fc211221cce984b8a37570b6d7586c22c46f4379c8b043e17")]
    [InlineData("sha256=757107ea0eb2509fc211221cce984b8a37570b6d7586c22c46f4379c8b043e1")]
    [InlineData("sha256=757107ea0eb2509fc211221cce984b8a37570b6d7586c22c46f4379c8b043e170")]
    [InlineData("sha256=zz7107ea0eb2509fc211221cce984b8a37570b6d7586c22c46f4379c8b043e17")]
    [InlineData("sha256=0000000000000000000000000000000000000000000000000000000000000000")]
    public void Anything_else_is_none(string header) =>
        Assert.False(Proof.IsSignature(Proof.AfterSha256(header), HubSecret, Bytes(HubBody)));

    private static byte[] Bytes(string text) => Encoding.UTF8.GetBytes(text);
}
