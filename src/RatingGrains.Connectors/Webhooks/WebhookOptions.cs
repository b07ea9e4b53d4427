using System.ComponentModel.DataAnnotations;
using System.Net;
using Microsoft.Extensions.Options;

namespace RatingGrains.Connectors.Webhooks;

/// <summary>How webhooks are called, and where they may be.</summary>
internal sealed class WebhookOptions
{
    public const string Section = "Webhooks";

    /// <summary>Whether a webhook may be called without TLS.</summary>
    public bool AllowHttp { get; set; }

    /// <summary>Networks that may be called though they are not the public internet, like <c>10.20.0.0/16</c>. None of
    /// them by default: who may add a webhook could otherwise have this machine knock at doors inside.</summary>
    public IList<string> AllowedNetworks { get; set; } = [];

    /// <summary>How long one call may take.</summary>
    [Range(typeof(TimeSpan), "00:00:00.1", "00:01:00")]
    public TimeSpan Timeout { get; set; } = TimeSpan.FromSeconds(10);

    /// <summary>Conversations of which one webhook is told at the same time, by each process.</summary>
    [Range(1, 256)]
    public int Parallel { get; set; } = 8;

    /// <summary>For how long a delivery is tried again.</summary>
    [Range(typeof(TimeSpan), "00:00:01", "30.00:00:00")]
    public TimeSpan RetryFor { get; set; } = TimeSpan.FromDays(3);

    /// <summary>How often it is looked for something to send though nobody said that there is.</summary>
    [Range(typeof(TimeSpan), "00:00:00.01", "00:05:00")]
    public TimeSpan LookEvery { get; set; } = TimeSpan.FromSeconds(5);
}

[OptionsValidator]
internal sealed partial class WebhookOptionsValidator : IValidateOptions<WebhookOptions>;

/// <summary>What attributes cannot say about a network.</summary>
internal sealed class AllowedNetworksValidator : IValidateOptions<WebhookOptions>
{
    public ValidateOptionsResult Validate(string? name, WebhookOptions options)
    {
        foreach (var network in options.AllowedNetworks)
        {
            if (!IPNetwork.TryParse(network, out _))
            {
                return ValidateOptionsResult.Fail(
                    $"{WebhookOptions.Section}:{nameof(options.AllowedNetworks)}: '{network}' is not a network"
                    + " like 10.20.0.0/16.");
            }
        }
        return ValidateOptionsResult.Success;
    }
}
