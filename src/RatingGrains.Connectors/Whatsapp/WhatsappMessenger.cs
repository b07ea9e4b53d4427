using Microsoft.Extensions.Options;
using RatingGrains.Channels;
using RatingGrains.Connectors.Sending;
using RatingGrains.Conversations;
using RatingGrains.Kernel;
using RatingGrains.Ports;
using KnownConnectors = RatingGrains.Channels.Connectors;

namespace RatingGrains.Connectors.Whatsapp;

/// <summary>Says to a customer on WhatsApp what there is to say: once a call, the outbox sees to the rest.</summary>
internal sealed class WhatsappMessenger(
    WhatsappApi api, ISecretBox secrets, IOptions<WhatsappOptions> options, TimeProvider clock) : IMessenger
{
    private const int TextMax = 4096;
    private const int TextWithButtonsMax = 1024;
    private const int ButtonBytesMax = 256;

    private readonly PartedSending _sending = new(secrets, clock, options.Value.MessagesPerSecond);

    public bool Serves(ConnectorId connector, ChannelSettings settings) =>
        connector == KnownConnectors.Whatsapp && settings.Whatsapp is not null;

    public Task<SendResult> SendAsync(
        ChannelSettings settings, TellCustomer message, EffectId id, CancellationToken cancellationToken)
    {
        var customer = message.Thread.Chat.Value;
        var buttons = message.Kind == CustomerEventKind.RatingRequest ? ButtonsFor(message.Conversation) : null;
        var parts = Words.Split(message.Text, buttons is null ? TextMax : TextWithButtonsMax);
        var number = settings.Whatsapp!.AccountId;
        return _sending.SendAsync(
            id, settings.Whatsapp.AccessToken, parts,
            (token, part, cancel) => api.SendAsync(
                token, number, Make(customer, part.Text, part.IsLast ? buttons : null, part.IsLast ? message : null), cancel),
            cancellationToken);
    }

    private static WhatsappMessage Make(
        string customer, string text, WhatsappAction? buttons, TellCustomer? reported)
    {
        var told = reported is { RequestNumber: { } number } ? RequestMark.Of(reported.Conversation, number) : null;
        var isNumber = customer.All(char.IsAsciiDigit);
        var (to, recipient) = (isNumber ? customer : null, isNumber ? null : customer);
        return buttons is null
            ? new(to, recipient, "text", new WhatsappText(text), null, told)
            : new(
                to, recipient, "interactive", null, new WhatsappInteractive(new WhatsappBody(text), buttons), told);
    }

    private static WhatsappAction? ButtonsFor(ConversationId conversation) =>
        RatingButtons.For(conversation, ButtonBytesMax) is var (like, dislike)
            ? new([
                new(new WhatsappReply(like, RatingButtons.LikeLabel)),
                new(new WhatsappReply(dislike, RatingButtons.DislikeLabel)),
            ])
            : null;
}
