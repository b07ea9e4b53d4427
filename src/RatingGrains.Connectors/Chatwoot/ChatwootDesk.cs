using Microsoft.Extensions.Logging;
using RatingGrains.Agents;
using RatingGrains.Connectors.Hooks;
using RatingGrains.Conversations;
using RatingGrains.Kernel;
using RatingGrains.Ports;
using RatingGrains.Threads;

namespace RatingGrains.Connectors.Chatwoot;

/// <summary>Lets our conversations follow those in Chatwoot, where the work is done: who held one there holds it here when
/// it is finished, so a survey's answer belongs to them.</summary>
internal sealed partial class ChatwootDesk(IRatingEngine engine, HookIntake intake, ILogger<ChatwootDesk> logger)
{
    private const string BySystem = "chatwoot";

    /// <param name="delivery">Known by its bytes: the same one again changes nothing.</param>
    /// <returns>False where the store cannot keep it.</returns>
    public async Task<bool> TryTakeAsync(ChatwootNews news, long delivery, CancellationToken cancellationToken)
    {
        try
        {
            switch (news)
            {
                case CustomerSaid said:
                    return await intake.TryTakeAsync([said.Heard], cancellationToken);
                case AgentSaid said:
                    await AnswerAsync(said, delivery, cancellationToken);
                    break;
                case Resolved resolved:
                    await FinishAsync(resolved, delivery, cancellationToken);
                    break;
            }
            return true;
        }
        catch (StoreUnavailableException)
        {
            return false;
        }
    }

    private async Task AnswerAsync(AgentSaid said, long delivery, CancellationToken cancellationToken)
    {
        if (await engine.FindNewestAsync(said.Thread, cancellationToken) is { } conversation
            && await HoldAsync(conversation, said.Agent, delivery, cancellationToken))
        {
            var answer = new Answer(said.Agent, said.Text, Said: true);
            await DoAsync(conversation, answer, delivery, 2, cancellationToken);
        }
    }

    private async Task FinishAsync(Resolved resolved, long delivery, CancellationToken cancellationToken)
    {
        if (await engine.FindNewestAsync(resolved.Thread, cancellationToken) is not { } conversation)
            return;
        if (resolved.Assignee is { } agent)
            await HoldAsync(conversation, agent, delivery, cancellationToken);
        var finish = new Finish(null, resolved.Assignee?.Value ?? BySystem);
        await DoAsync(conversation, finish, delivery, 2, cancellationToken);
    }

    private async Task<bool> HoldAsync(
        ConversationId conversation, AgentId agent, long delivery, CancellationToken cancellationToken)
    {
        var refusal = await DoAsync(conversation, new Accept(agent), delivery, 0, cancellationToken);
        if (refusal == Rejection.HeldByAnother)
            refusal = await DoAsync(conversation, new Transfer(agent), delivery, 1, cancellationToken);
        return refusal is null;
    }

    /// <param name="step">One delivery may do several things, each under an id of its own.</param>
    private async Task<Rejection?> DoAsync(
        ConversationId conversation, ConversationCommand command, long delivery, int step, CancellationToken cancellationToken)
    {
        var reply = await engine.SendAsync(
            conversation, command, Fingerprint.Of($"{BySystem}/{delivery}/{step}"), cancellationToken);
        if (reply.Refusal is { } refusal && refusal != Rejection.HeldByAnother)
            Log.Refused(logger, conversation, command.GetType().Name, refusal);
        return reply.Refusal;
    }

    private static partial class Log
    {
        [LoggerMessage(3301, LogLevel.Information, "Conversation {Conversation}: Chatwoot's {Command} was refused: {Refusal}")]
        public static partial void Refused(
            ILogger logger, ConversationId conversation, string command, Rejection refusal);
    }
}
