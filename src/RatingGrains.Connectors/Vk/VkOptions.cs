using Microsoft.Extensions.Options;
using RatingGrains.Connectors.Sending;

namespace RatingGrains.Connectors.Vk;

/// <summary>Where VK's API is. It takes 20 calls a second of one community.</summary>
internal sealed class VkOptions : MessengerOptions
{
    public const string Section = "Vk";

    public VkOptions() => (ApiBaseAddress, MessagesPerSecond) = ("https://api.vk.com/method", 18);
}

[OptionsValidator]
internal sealed partial class VkOptionsValidator : IValidateOptions<VkOptions>;
