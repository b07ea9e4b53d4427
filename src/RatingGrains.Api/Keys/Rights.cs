namespace RatingGrains.Api.Keys;

/// <summary>The table of who may do what.</summary>
internal static class Rights
{
    public static readonly Right Public = new("public") { Anybody = true, Unguarded = true };

    /// <summary>What people see in a browser; no part of the contract.</summary>
    public static readonly Right Page = new("page") { Anybody = true, Unguarded = true };

    public static readonly Right StartChat = new("startChat") { Anybody = true };

    /// <summary>The link is the proof; how often it may be opened, its page counts itself.</summary>
    public static readonly Right OpenRatingLink = new("openRatingLink") { Anybody = true, Unguarded = true };

    public static readonly Right Administer = new("administer") { Admin = Reach.Any };

    /// <summary>Whose key it is says the key itself.</summary>
    public static readonly Right KnowOneself = new("knowOneself")
    { Admin = Reach.Any, Supervisor = Reach.Any, Agent = Reach.Any, Connector = Reach.Any, Viewer = Reach.Any };

    /// <summary>The pages of those who run it.</summary>
    public static readonly Right WatchCluster = new("watchCluster") { Admin = Reach.Any, Viewer = Reach.Any };

    public static readonly Right ReadAgents = new("readAgents")
    { Admin = Reach.Any, Supervisor = Reach.Any, Agent = Reach.Any, Viewer = Reach.Any };

    /// <summary>A viewer is shown names only.</summary>
    public static readonly Right ReadChannels = new("readChannels")
    { Admin = Reach.Any, Supervisor = Reach.Any, Agent = Reach.Listed, Connector = Reach.Channels, Viewer = Reach.Any };

    public static readonly Right SendMessages = new("sendMessages")
    { Admin = Reach.Any, Connector = Reach.Channels, Visitor = Reach.Own };

    public static readonly Right FollowChannel = new("followChannel")
    { Admin = Reach.Any, Connector = Reach.Channels, Visitor = Reach.Own };

    public static readonly Right ReportDelivery = new("reportDelivery")
    { Admin = Reach.Any, Connector = Reach.Channels };

    public static readonly Right GiveCustomerToken = new("giveCustomerToken")
    { Admin = Reach.Any, Supervisor = Reach.Team, Agent = Reach.Holder, Connector = Reach.Channels };

    public static readonly Right ReadHistory = new("readHistory")
    { Admin = Reach.Any, Supervisor = Reach.Team, Agent = Reach.TookPart, Granted = rights => rights.History };

    public static readonly Right Accept = new("accept")
    { Admin = Reach.Any, Supervisor = Reach.Team, Agent = Reach.Listed };

    public static readonly Right Answer = new("answer") { Admin = Reach.Any, Agent = Reach.HolderOrFree };

    public static readonly Right Transfer = new("transfer")
    { Admin = Reach.Any, Supervisor = Reach.Team, Agent = Reach.Holder };

    public static readonly Right Finish = new("finish")
    { Admin = Reach.Any, Supervisor = Reach.Team, Agent = Reach.HolderOrFree };

    public static readonly Right RateAsCustomer = new("rateAsCustomer") { Customer = Reach.Own, Visitor = Reach.Own };

    public static readonly Right RateAsSupervisor = new("rateAsSupervisor")
    { Admin = Reach.Any, Supervisor = Reach.Team, Granted = rights => rights.Rate };

    public static readonly Right ListConversations = new("listConversations")
    { Admin = Reach.Any, Supervisor = Reach.Team, Agent = Reach.TookPart, Granted = rights => rights.List };

    /// <summary>Whoever may list, review or rate a conversation may look at it too.</summary>
    public static readonly Right ReadConversation = new("readConversation")
    {
        Admin = Reach.Any,
        Supervisor = Reach.Team,
        Agent = Reach.Seen,
        Connector = Reach.Channels,
        Customer = Reach.Own,
        Visitor = Reach.Own,
        ComesWith = [ReadHistory, RateAsSupervisor, ListConversations],
    };

    public static readonly Right ReadAgentSummary = new("readAgentSummary")
    { Admin = Reach.Any, Supervisor = Reach.Team, Agent = Reach.Own, Viewer = Reach.Any };

    public static readonly Right ReadChannelSummary = new("readChannelSummary")
    { Admin = Reach.Any, Supervisor = Reach.Any, Viewer = Reach.Any };

    public static readonly Right ReadNotifications = new("readNotifications") { Admin = Reach.Any, Agent = Reach.Own };

    public static readonly Right MarkNotifications = new("markNotifications") { Agent = Reach.Own };

    /// <summary>Every route says by which row of the table it is guarded.</summary>
    public static TBuilder By<TBuilder>(this TBuilder builder, Right right)
        where TBuilder : IEndpointConventionBuilder => builder.WithMetadata(right);
}
