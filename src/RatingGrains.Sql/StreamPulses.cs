namespace RatingGrains.Sql;

/// <summary>Wakes who follows a stream in this process when something was committed to it.</summary>
public sealed class StreamPulses : IStreamPulses
{
    private readonly Lock _gate = new();
    private readonly Dictionary<string, Stream> _streams = new(StringComparer.Ordinal);

    public IStreamPulse Listen(string stream)
    {
        lock (_gate)
        {
            if (!_streams.TryGetValue(stream, out var found))
                _streams.Add(stream, found = new Stream());
            found.Listeners++;
            return new Listener(this, stream, found);
        }
    }

    public void Beat(string stream)
    {
        TaskCompletionSource? waiting = null;
        lock (_gate)
        {
            if (_streams.TryGetValue(stream, out var found))
                (waiting, found.Next) = (found.Next, NewBeat());
        }
        waiting?.TrySetResult();
    }

    /// <summary>Nobody knows what was missed: all look.</summary>
    public void BeatAll()
    {
        string[] streams;
        lock (_gate)
            streams = [.. _streams.Keys];
        foreach (var stream in streams)
            Beat(stream);
    }

    private static TaskCompletionSource NewBeat() => new(TaskCreationOptions.RunContinuationsAsynchronously);

    private sealed class Stream
    {
        public int Listeners { get; set; }

        public TaskCompletionSource Next { get; set; } = NewBeat();
    }

    private sealed class Listener(StreamPulses owner, string name, Stream stream) : IStreamPulse
    {
        public Task Next
        {
            get
            {
                lock (owner._gate)
                    return stream.Next.Task;
            }
        }

        public void Dispose()
        {
            lock (owner._gate)
            {
                if (--stream.Listeners == 0)
                    owner._streams.Remove(name);
            }
        }
    }
}
