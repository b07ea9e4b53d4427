using System.Collections.Immutable;
using System.Diagnostics;
using RatingGrains.Agents;
using RatingGrains.Api.Http;
using RatingGrains.Channels;
using RatingGrains.Conversations;
using RatingGrains.Ports;

namespace RatingGrains.Api.Keys;

/// <summary>Applies the rows of the table to what they are about: what somebody may not see is not there for them
/// (404), what they see and may not do is refused (403).</summary>
internal sealed class Authority(IDirectory directory)
{
    public Problem? Check(Caller caller, Right right, ConversationState state)
    {
        if (Reaches(caller, right, state))
            return null;
        return Reaches(caller, Rights.ReadConversation, state) ? Problem.Forbidden : Problem.NotFound;
    }

    /// <summary>What is about an agent: everybody may know that the agent is there.</summary>
    public Problem? Check(Caller caller, Right right, AgentId agent) => (right.Of(caller), caller) switch
    {
        (Reach.Any, _) => null,
        (Reach.Own, KeyCaller holder) when holder.Agent == agent => null,
        (Reach.Team, KeyCaller holder) when IsUnbound(holder) || IsOfTeam(holder, agent) => null,
        _ => Problem.Forbidden,
    };

    /// <summary>What is about a channel: one that is not theirs is not there for them.</summary>
    public Problem? Check(Caller caller, Right right, ChannelEntry channel) => (right.Of(caller), caller) switch
    {
        (Reach.Any or Reach.Team, _) => null,
        (Reach.Channels, KeyCaller holder) when holder.Key.Channels.Contains(channel.Id) => null,
        (Reach.Listed, KeyCaller { Agent: { } agent }) when channel.Settings.Lists(agent) => null,
        (Reach.Own, VisitorCaller visitor) when visitor.Thread.Channel == channel.Id => null,
        _ => Problem.NotFound,
    };

    /// <summary>What a list may show, as a part of its query.</summary>
    public Visibility VisibilityOf(Caller caller, Right right)
    {
        var holder = caller as KeyCaller ?? throw new UnreachableException("The gate lets only keys list.");
        switch (right.Of(caller))
        {
            case Reach.Any:
            case Reach.Team when IsUnbound(holder):
                return new Visibility.Everything(HiddenFrom(holder));
            case Reach.Team when holder.TeamIn(directory) is { } team:
                return OfTeam(team, HiddenFrom(holder));
            default:
                return new Visibility.OfAgent(new AgentId(holder.Key.Subject), HiddenFrom(holder));
        }
    }

    /// <summary>Whether customers' ratings of this channel are hidden from the caller: from agents, and from tokens that
    /// an agent gave out, who may have kept one.</summary>
    public bool HidesRatings(Caller caller, ChannelId channel) =>
        caller is KeyCaller { Role: ApiRole.Agent } or CustomerCaller { GivenBy: not null }
        && directory.Find(channel) is { Settings.AgentsSeeRatings: false };

    private Visibility.OfTeam OfTeam(TeamId team, ImmutableArray<ChannelId> withoutRatings)
    {
        ImmutableArray<AgentId> agents =
            [.. directory.Agents.Where(agent => agent.Profile.Team == team).Select(agent => agent.Id)];
        var channels = directory.Channels.Where(channel => agents.Any(channel.Settings.Lists));
        return new Visibility.OfTeam(team, agents, [.. channels.Select(channel => channel.Id)], withoutRatings);
    }

    private ImmutableArray<ChannelId> HiddenFrom(KeyCaller holder) => holder.Role != ApiRole.Agent
        ? []
        : [.. directory.Channels.Where(channel => !channel.Settings.AgentsSeeRatings).Select(channel => channel.Id)];

    private bool Reaches(Caller caller, Right right, ConversationState state)
    {
        if (Reaches(caller, right.Of(caller), state))
            return true;
        foreach (var other in right.ComesWith)
        {
            if (Reaches(caller, other.Of(caller), state))
                return true;
        }
        return false;
    }

    private bool Reaches(Caller caller, Reach reach, ConversationState state) => (reach, caller) switch
    {
        (Reach.Any, _) => true,
        (Reach.Own, CustomerCaller customer) => customer.Conversation == state.Id,
        (Reach.Own, VisitorCaller visitor) => visitor.Thread == state.Thread,
        (Reach.Channels, KeyCaller holder) => holder.Key.Channels.Contains(state.Thread.Channel),
        (Reach.Team, KeyCaller holder) => IsUnbound(holder) || IsOfTeam(holder, state),
        (Reach.TookPart, KeyCaller holder) => TookPart(new AgentId(holder.Key.Subject), state),
        (_, KeyCaller { Agent: { } agent }) => Reaches(agent, reach, state),
        _ => false,
    };

    private bool Reaches(AgentId agent, Reach reach, ConversationState state) => reach switch
    {
        Reach.Holder => state.Holder == agent,
        Reach.HolderOrFree => state.Holder == agent || IsFreeFor(agent, state),
        Reach.Seen => TookPart(agent, state) || IsFreeFor(agent, state),
        Reach.Listed => TookPart(agent, state) || IsListed(agent, state),
        _ => false,
    };

    /// <summary>Only a supervisor or an admin without a team stands above all teams.</summary>
    public static bool IsUnbound(KeyCaller holder) =>
        holder is { Role: ApiRole.Supervisor or ApiRole.Admin, Key.Team: null };

    private bool IsOfTeam(KeyCaller holder, AgentId agent) =>
        holder.TeamIn(directory) is { } team && directory.TeamOf(agent) == team;

    private bool IsOfTeam(KeyCaller holder, ConversationState state)
    {
        if (holder.TeamIn(directory) is not { } team)
            return false;
        // The team it was held in, as lists have it, though the agent may be of another by now.
        if (state.Team == team)
            return true;
        foreach (var participant in state.Participants)
        {
            if (directory.TeamOf(participant) == team)
                return true;
        }
        return state.Holder is null && directory.Find(state.Thread.Channel) is { } channel
            && channel.Settings.Agents.Any(agent => directory.TeamOf(agent) == team);
    }

    private static bool TookPart(AgentId agent, ConversationState state) => state.Participants.Contains(agent);

    private bool IsFreeFor(AgentId agent, ConversationState state) => state.Holder is null && IsListed(agent, state);

    private bool IsListed(AgentId agent, ConversationState state) =>
        directory.Find(state.Thread.Channel) is { } channel && channel.Settings.Lists(agent);
}
