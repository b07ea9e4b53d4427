namespace RatingGrains.Api.Messengers.Vk;

public sealed class Vk_as_a_messenger() : A_messenger(new TestedVk());
