namespace RatingGrains.Embedded.Engine;

/// <summary>Lets answers leave, beside the writer: a few at a time on one thread, because handing over each by itself
/// would cost about as much as the answer.</summary>
internal sealed class Acknowledgement : IThreadPoolWorkItem
{
    private const int AtOnce = 16;

    private readonly Work[] _done;

    private Acknowledgement(Work[] done) => _done = done;

    public static void Send(List<Work> done)
    {
        for (var i = 0; i < done.Count; i += AtOnce)
        {
            var some = done.GetRange(i, Math.Min(AtOnce, done.Count - i)).ToArray();
            ThreadPool.UnsafeQueueUserWorkItem(new Acknowledgement(some), preferLocal: false);
        }
    }

    public void Execute()
    {
        foreach (var work in _done)
            work.Acknowledge();
    }
}
