namespace RatingGrains.Api.Messengers.Whatsapp;

public sealed class Whatsapp_as_a_messenger() : A_messenger(new TestedWhatsapp());
