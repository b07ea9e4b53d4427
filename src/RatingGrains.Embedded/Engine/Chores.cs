using Microsoft.Data.Sqlite;

namespace RatingGrains.Embedded.Engine;

/// <summary>What is done beside the turns, because nobody waits for it: texts are made searchable, and the pieces of their
/// index are put together. Used by the writer's thread alone.</summary>
internal sealed partial class Chores(Journal journal, TimeProvider time, ILogger log)
{
    /// <summary>How long texts may wait to be searchable while there is other work.</summary>
    private static readonly TimeSpan IndexEvery = TimeSpan.FromMilliseconds(500);

    /// <summary>After each text, most of the index would be written again and again.</summary>
    private static readonly TimeSpan MergeEvery = TimeSpan.FromMinutes(1);

    /// <summary>How long a store that failed is left alone.</summary>
    private static readonly TimeSpan Pause = TimeSpan.FromSeconds(1);

    private DateTimeOffset _indexedAt = DateTimeOffset.MinValue;
    private DateTimeOffset _mergeAt = DateTimeOffset.MinValue;
    private DateTimeOffset _restUntil = DateTimeOffset.MinValue;

    /// <summary>When there is something to do; in the past where there is now, and far away where there is nothing.</summary>
    public DateTimeOffset At =>
        journal.HasTextsToIndex ? _restUntil
        : !journal.HasIndexToMerge ? DateTimeOffset.MaxValue
        : _mergeAt > _restUntil ? _mergeAt
        : _restUntil;

    public bool IsTime => time.GetUtcNow() >= At;

    public void Rest() => _restUntil = time.GetUtcNow() + Pause;

    /// <summary>Some of it, in the transaction at hand. While there is other work, texts are indexed just often enough
    /// that what is searched is at most a second old, and nothing else is done.</summary>
    /// <param name="isIdle">Nobody waits for this transaction.</param>
    /// <param name="isNext">Somebody waits for the next one.</param>
    public void Do(bool isIdle, bool isNext)
    {
        if (!IsTime)
            return;
        try
        {
            if (journal.HasTextsToIndex)
                Index(isNext);
            else if (isIdle)
                Merge();
        }
        catch (SqliteException broken)
        {
            Log.ChoreFailed(log, broken);
            Rest();
        }
    }

    private void Index(bool isNext)
    {
        var now = time.GetUtcNow();
        if (isNext && now - _indexedAt < IndexEvery)
            return;
        _indexedAt = now;
        journal.IndexTexts();
    }

    private void Merge()
    {
        journal.MergeIndex();
        if (journal.HasMergedAll)
            _mergeAt = time.GetUtcNow() + MergeEvery;
    }

    private static partial class Log
    {
        [LoggerMessage(3, LogLevel.Error, "The index of texts could not be brought up to date; it is tried again.")]
        public static partial void ChoreFailed(ILogger logger, Exception broken);
    }
}
