using RatingGrains.Agents;
using RatingGrains.Channels;
using RatingGrains.Threads;

namespace RatingGrains.Sql;

/// <summary>Says that a stream has grown, so that who follows it need not ask all the time.</summary>
public interface IStreamPulses
{
    IStreamPulse Listen(string stream);
}

/// <summary>One listener. Take <see cref="Next"/> before reading: what comes after the reading completes it.</summary>
public interface IStreamPulse : IDisposable
{
    Task Next { get; }
}

/// <summary>The names of streams.</summary>
public static class StreamName
{
    public static string Of(AgentId agent) => "agent/" + agent.Value;

    public static string Of(ChannelId channel) => "channel/" + channel.Value;

    public static string Of(ThreadId thread) => "thread/" + thread.Value;
}
