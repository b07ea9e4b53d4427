using Microsoft.AspNetCore.Http.HttpResults;
using RatingGrains.Agents;
using RatingGrains.Api.Http;
using RatingGrains.Api.Idempotency;
using RatingGrains.Api.Keys;
using RatingGrains.Api.OpenApi;
using RatingGrains.Conversations;
using RatingGrains.Ports;

namespace RatingGrains.Api.Conversations;

/// <summary>What agents do with a conversation: take it, answer, hand it on, end it.</summary>
internal static class WorkEndpoints
{
    public static void MapWork(this IEndpointRouteBuilder api)
    {
        var conversation = api.MapGroup("/conversations/{id}").WithTags("Conversations").MayRefuse(Refusal.ByState);
        conversation.MapPost("/accept", AcceptAsync).By(Rights.Accept).WithName("AcceptConversation")
            .WithSummary("Takes an unassigned conversation; a supervisor or an admin names the agent.");
        conversation.MapPost("/messages", AnswerAsync).By(Rights.Answer).WithName("AnswerConversation")
            .WithSummary("An agent's answer to the customer.");
        conversation.MapPost("/transfer", TransferAsync).By(Rights.Transfer).WithName("TransferConversation")
            .WithSummary("Hands it to another agent of the channel.");
        conversation.MapPost("/finish", FinishAsync).By(Rights.Finish).WithName("FinishConversation")
            .WithSummary("Ends the work on it and asks for a rating; done again, it closes at once.");
        conversation.MapPost("/spam", SpamAsync).By(Rights.Finish).WithName("MarkConversationAsSpam")
            .WithSummary("Ends it without asking for a rating.");
    }

    private static async Task<Results<Ok<ConversationView>, Problem>> AcceptAsync(
        ConversationId id, Body<AcceptRequest> body, Caller caller, CommandId commandId, ConversationDesk desk,
        CancellationToken cancellationToken)
    {
        var (_, problem) = await desk.FindAsync(id, caller, Rights.Accept, cancellationToken);
        if ((problem ?? body.Problem) is { } failed)
            return failed;
        return AgentFor(caller, body.Value.AgentId) is { } agent
            ? await desk.SendAsync(id, new Accept(agent), commandId, caller, cancellationToken)
            : Problem.Forbidden;
    }

    private static async Task<Results<Ok<ConversationView>, Problem>> AnswerAsync(
        ConversationId id, Body<AnswerRequest> body, Caller caller, CommandId commandId, ConversationDesk desk,
        CancellationToken cancellationToken)
    {
        var (_, problem) = await desk.FindAsync(id, caller, Rights.Answer, cancellationToken);
        if ((problem ?? body.Problem) is { } failed)
            return failed;
        return AgentFor(caller, body.Value.AgentId) is { } agent
            ? await desk.SendAsync(id, new Answer(agent, body.Value.Text), commandId, caller, cancellationToken)
            : Problem.Forbidden;
    }

    private static async Task<Results<Ok<ConversationView>, Problem>> TransferAsync(
        ConversationId id, Body<TransferRequest> body, Caller caller, CommandId commandId, ConversationDesk desk,
        CancellationToken cancellationToken)
    {
        var (_, problem) = await desk.FindAsync(id, caller, Rights.Transfer, cancellationToken);
        if ((problem ?? body.Problem) is { } failed)
            return failed;
        var command = new Transfer(body.Value.AgentId, ActorOf(caller).Agent);
        return await desk.SendAsync(id, command, commandId, caller, cancellationToken);
    }

    private static async Task<Results<Ok<ConversationView>, Problem>> FinishAsync(
        ConversationId id, Caller caller, CommandId commandId, ConversationDesk desk,
        CancellationToken cancellationToken)
    {
        var (_, problem) = await desk.FindAsync(id, caller, Rights.Finish, cancellationToken);
        if (problem is not null)
            return problem;
        var (agent, by) = ActorOf(caller);
        return await desk.SendAsync(id, new Finish(agent, by), commandId, caller, cancellationToken);
    }

    private static async Task<Results<Ok<ConversationView>, Problem>> SpamAsync(
        ConversationId id, Caller caller, CommandId commandId, ConversationDesk desk,
        CancellationToken cancellationToken)
    {
        var (_, problem) = await desk.FindAsync(id, caller, Rights.Finish, cancellationToken);
        if (problem is not null)
            return problem;
        var (agent, by) = ActorOf(caller);
        return await desk.SendAsync(id, new MarkSpam(agent, by), commandId, caller, cancellationToken);
    }

    /// <summary>An agent acts for itself only; others act for the agent they name.</summary>
    private static AgentId? AgentFor(Caller caller, AgentId? named) =>
        caller is KeyCaller { Agent: { } self } ? named is null || named == self ? self : null : named;

    private static (AgentId? Agent, string By) ActorOf(Caller caller)
    {
        var key = (KeyCaller)caller;
        return (key.Agent, key.Key.Subject);
    }

    /// <summary>Required of everybody but an agent, who is meant where nobody is named.</summary>
    private static AgentId? ReadAgent(Fields fields)
    {
        var field = fields["agentId"];
        return (fields.Caller is KeyCaller { Role: ApiRole.Agent } ? field : field.Required()).Id<AgentId>();
    }

    /// <param name="AgentId">Who shall hold it; an agent leaves it out.</param>
    internal sealed record AcceptRequest(AgentId? AgentId) : IRequest<AcceptRequest>
    {
        public static bool MayBeAbsent => true;

        public static AcceptRequest Read(Fields fields) => new(ReadAgent(fields));
    }

    /// <param name="AgentId">In whose name; an agent leaves it out.</param>
    internal sealed record AnswerRequest(string Text, AgentId? AgentId) : IRequest<AnswerRequest>
    {
        private const int TextMax = 20_000;

        public static AnswerRequest Read(Fields fields) =>
            new(fields["text"].Required().Text(TextMax, min: 1) ?? "", ReadAgent(fields));
    }

    internal sealed record TransferRequest(AgentId AgentId) : IRequest<TransferRequest>
    {
        public static TransferRequest Read(Fields fields) => new(fields["agentId"].Required().Id<AgentId>() ?? default);
    }
}
