namespace RatingGrains.Api.Messengers.Platform;

public sealed class Facebook_as_a_messenger() : A_messenger(new TestedFacebook());

public sealed class Instagram_as_a_messenger() : A_messenger(new TestedInstagram());
