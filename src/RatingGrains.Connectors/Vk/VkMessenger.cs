using System.Text.Json;
using Microsoft.Extensions.Options;
using RatingGrains.Channels;
using RatingGrains.Connectors.Sending;
using RatingGrains.Conversations;
using RatingGrains.Kernel;
using RatingGrains.Ports;
using RatingGrains.Threads;
using KnownConnectors = RatingGrains.Channels.Connectors;

namespace RatingGrains.Connectors.Vk;

/// <summary>Says to a customer on VK what there is to say: once a call, the outbox sees to the rest.</summary>
internal sealed class VkMessenger(
    VkApi api, ISecretBox secrets, IOptions<VkOptions> options, TimeProvider clock) : IMessenger
{
    private const int TextMax = 4096;

    /// <summary>Of the 255 characters of a payload, what is left beside the JSON around it.</summary>
    private const int RatingBytesMax = 200;

    private readonly PartedSending _sending = new(secrets, clock, options.Value.MessagesPerSecond);

    public bool Serves(ConnectorId connector, ChannelSettings settings) =>
        connector == KnownConnectors.Vk && settings.Vk is not null;

    public async Task<SendResult> SendAsync(
        ChannelSettings settings, TellCustomer message, EffectId id, CancellationToken cancellationToken)
    {
        // Communities and group chats have ids too, where nobody's conversation belongs.
        if (!long.TryParse(message.Thread.Chat.Value, out var peer) || !VkTranslation.IsPerson(peer))
            return new SendResult(null, "The chat is not one of VK's", Lasting: true);
        var keyboard = message.Kind == CustomerEventKind.RatingRequest ? KeyboardFor(message.Conversation) : null;
        return await _sending.SendAsync(
            id, settings.Vk!.AccessToken, Words.Split(message.Text, TextMax),
            (token, part, cancel) => api.SendAsync(
                token, $"{peer}", part.Text, RandomId(id, part.Place), part.IsLast ? keyboard : null, cancel),
            cancellationToken);
    }

    /// <summary>The same for every try of the same part, so that VK drops one that it has taken already.</summary>
    private static int RandomId(EffectId id, int part) => (int)Fingerprint.Of($"{id}/{part}") & int.MaxValue;

    private static string? KeyboardFor(ConversationId conversation)
    {
        if (RatingButtons.For(conversation, RatingBytesMax) is not var (like, dislike))
            return null;
        var keyboard = new VkKeyboard([[Button(RatingButtons.LikeLabel, like), Button(RatingButtons.DislikeLabel, dislike)]]);
        return JsonSerializer.Serialize(keyboard, VkJson.Default.VkKeyboard);
    }

    private static VkButton Button(string label, string rating) =>
        new(new VkAction(label, JsonSerializer.Serialize(new VkPayload(rating), VkJson.Default.VkPayload)));
}
