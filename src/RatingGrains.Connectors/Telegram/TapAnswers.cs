using System.Security.Cryptography;
using System.Threading.Channels;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;
using RatingGrains.Channels;
using RatingGrains.Ports;

namespace RatingGrains.Connectors.Telegram;

/// <summary>Tells the customer's app that a tap was heard, so that its button stops spinning. Best effort: the rating
/// is kept already, and Telegram gets its 2xx without waiting for this.</summary>
internal sealed partial class TapAnswers(TelegramBot bot, ISecretBox secrets, ILogger<TapAnswers> logger)
    : BackgroundService
{
    private const int WaitingMax = 1000;
    private const int AtOnceMax = 8;

    /// <summary>A tap that waited long is forgotten by the app too, so the oldest gives way.</summary>
    private readonly Channel<(TelegramSettings Settings, string Tap)> _waiting =
        Channel.CreateBounded<(TelegramSettings, string)>(
            new BoundedChannelOptions(WaitingMax) { FullMode = BoundedChannelFullMode.DropOldest });

    public void Answer(TelegramSettings settings, string tap) => _waiting.Writer.TryWrite((settings, tap));

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        var options = new ParallelOptions { MaxDegreeOfParallelism = AtOnceMax, CancellationToken = stoppingToken };
        try
        {
            await Parallel.ForEachAsync(_waiting.Reader.ReadAllAsync(stoppingToken), options, AnswerAsync);
        }
        catch (OperationCanceledException)
        {
            // The host stops.
        }
    }

    private async ValueTask AnswerAsync(
        (TelegramSettings Settings, string Tap) waiting, CancellationToken cancellationToken)
    {
        try
        {
            var token = secrets.Open(waiting.Settings.BotToken);
            var answer = await bot.AnswerCallbackAsync(token, new AnswerCallbackQuery(waiting.Tap), cancellationToken);
            if (answer.Error is { } error)
                Log.NotAnswered(logger, error);
        }
        catch (CryptographicException)
        {
            Log.NotAnswered(logger, "The bot's token cannot be unsealed: set it again");
        }
    }

    private static partial class Log
    {
        [LoggerMessage(3101, LogLevel.Warning, "A tap on Telegram was not answered: {Error}")]
        public static partial void NotAnswered(ILogger logger, string error);
    }
}
