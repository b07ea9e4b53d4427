using RatingGrains.Agents;
using RatingGrains.Conversations;
using RatingGrains.Threads;

namespace RatingGrains.Embedded.Demo;

/// <summary>Plays one conversation, everybody in their own role.</summary>
internal sealed class ConversationPlay(DemoStage stage, PlannedConversation plan, CancellationToken cancellationToken)
{
    private static readonly TimeSpan ExpiryLimit = TimeSpan.FromSeconds(20);
    private static readonly TimeSpan ExpiryCheck = TimeSpan.FromMilliseconds(200);

    private readonly string _customer = $"{stage.Run}-{plan.CustomerNumber}";
    private int _messages;

    public async Task<ConversationId> RunAsync()
    {
        var id = await OpenAsync();
        if (plan.Course == Course.Unassigned)
            return id;
        if (plan.Course == Course.Spam)
        {
            await AgentAsync(id, plan.Agent, "spam", null);
            return id;
        }
        await HoldAsync(id);
        if (plan.Course == Course.RatedDuring)
            await TapAsync(plan.Value, MessageOutcome.Rated);
        if (plan.IsFinished)
        {
            await AgentAsync(id, plan.LastAgent, "finish", null);
            await EndAsync(id);
            await ReviewAsync(id);
        }
        return id;
    }

    private async Task<ConversationId> OpenAsync()
    {
        var words = plan.Course == Course.Spam ? plan.Talk.Spam[plan.Number % plan.Talk.Spam.Length] : plan.Topic.Asks;
        return (await SayAsync(words, MessageOutcome.Opened)).ConversationId!.Value;
    }

    private async Task HoldAsync(ConversationId id)
    {
        await AgentAsync(id, plan.Agent, "accept", null);
        await AgentAsync(id, plan.Agent, "messages", new { text = plan.Topic.Answers });
        await SayAsync(plan.Topic.Follows, MessageOutcome.Appended);
        if (plan.PassedTo is { } colleague)
        {
            await AgentAsync(id, plan.Agent, "messages", new { text = plan.Talk.Handover });
            await AgentAsync(id, plan.Agent, "transfer", new { agentId = colleague });
        }
        if (plan.Course != Course.StillOpen)
            await AgentAsync(id, plan.LastAgent, "messages", new { text = plan.Topic.Solves });
    }

    private async Task EndAsync(ConversationId id)
    {
        switch (plan.Course)
        {
            case Course.Rated:
                await RateAsync(id);
                break;
            case Course.RatedLater:
                await TapAsync(null, MessageOutcome.Later);
                await RateAsync(id);
                break;
            case Course.LeftForLater:
                await TapAsync(null, MessageOutcome.Later);
                break;
            case Course.ChangedMind:
                await ChangeMindAsync(id);
                break;
            case Course.WroteOn:
                await SayAsync(plan.Talk.More[plan.Number % plan.Talk.More.Length], MessageOutcome.Resumed);
                await AgentAsync(id, plan.LastAgent, "messages", new { text = plan.Topic.Solves });
                if (plan.Number % 2 == 0)
                    return;
                await AgentAsync(id, plan.LastAgent, "finish", null);
                await RateAsync(id);
                break;
            case Course.TooLate:
                await ExpireAsync(id);
                await SayAsync(plan.Value == RatingValue.Like ? "1" : "0", MessageOutcome.TooLate);
                break;
        }
    }

    /// <summary>Typed where one types, with the comment behind the digit; else by button or, with a comment, by the
    /// customer's own link.</summary>
    private async Task RateAsync(ConversationId id)
    {
        if (plan.Channel.IsTyped)
        {
            var digit = plan.Value == RatingValue.Like ? "1" : "0";
            await SayAsync(plan.Comment is null ? digit : $"{digit} {plan.Comment}", MessageOutcome.Rated);
        }
        else if (plan.Comment is null)
        {
            await TapAsync(plan.Value, MessageOutcome.Rated);
        }
        else
        {
            await RateByLinkAsync(id, plan.Value, plan.Comment);
        }
    }

    /// <summary>By link, because live chats close here with the first rating and the link goes on working.</summary>
    private async Task ChangeMindAsync(ConversationId id)
    {
        var first = plan.Value == RatingValue.Like ? RatingValue.Dislike : RatingValue.Like;
        await RateByLinkAsync(id, first, comment: null);
        await RateByLinkAsync(id, plan.Value, plan.Comment);
    }

    private async Task RateByLinkAsync(ConversationId id, RatingValue value, string? comment)
    {
        var connector = stage.Connectors[plan.Channel.Id];
        var link = await connector.PostAsync<DemoToken>($"conversations/{id}/customer-token", null, cancellationToken);
        await connector.With(link.Token).PutAsync<DemoConversation>(
            $"conversations/{id}/customer-rating", new { value, comment }, cancellationToken);
    }

    private async Task ExpireAsync(ConversationId id)
    {
        using var limit = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken);
        limit.CancelAfter(ExpiryLimit);
        while ((await stage.Admin.GetAsync<DemoConversation>($"conversations/{id}", limit.Token))
            .RatingRequest.State != RequestState.Expired)
        {
            await Task.Delay(ExpiryCheck, limit.Token);
        }
    }

    private async Task ReviewAsync(ConversationId id)
    {
        if (plan.Review is not { } review)
            return;
        await stage.Supervisors[review.By].PutAsync<DemoConversation>(
            $"conversations/{id}/supervisor-rating", new { review.Stars, review.Comment }, cancellationToken);
    }

    private Task<DemoConversation> AgentAsync(ConversationId id, AgentId agent, string what, object? body) =>
        stage.Agents[agent].PostAsync<DemoConversation>($"conversations/{id}/{what}", body, cancellationToken);

    private Task<DemoReceipt> SayAsync(string text, MessageOutcome expected) => SendAsync(text, null, expected);

    /// <param name="value">Null: rate later.</param>
    private Task<DemoReceipt> TapAsync(RatingValue? value, MessageOutcome expected) => SendAsync(
        null,
        value switch { RatingValue.Like => "like", RatingValue.Dislike => "dislike", _ => "later" },
        expected);

    private async Task<DemoReceipt> SendAsync(string? text, string? rating, MessageOutcome expected)
    {
        var message = new
        {
            connector = plan.Channel.Connector,
            chatId = _customer,
            userId = _customer,
            userName = plan.Customer,
            messageId = $"{stage.Run}-{plan.Number}-{++_messages}",
            text,
            rating,
        };
        var receipt = await stage.Connectors[plan.Channel.Id].PostAsync<DemoReceipt>(
            $"channels/{plan.Channel.Id}/messages", message, cancellationToken);
        return receipt.Outcome == expected
            ? receipt
            : throw new DemoException($"'{text ?? rating}' was to be {expected} and was {receipt.Outcome}.");
    }
}
