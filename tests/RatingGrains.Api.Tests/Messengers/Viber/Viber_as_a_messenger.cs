namespace RatingGrains.Api.Messengers.Viber;

public sealed class Viber_as_a_messenger() : A_messenger(new TestedViber());
