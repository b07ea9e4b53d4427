using RatingGrains.Channels;
using RatingGrains.Conversations;
using RatingGrains.Kernel;
using RatingGrains.Ports;
using RatingGrains.Threads;

namespace RatingGrains.Contract;

/// <summary>The main job: a conversation is held, finished and rated, and every part of the system sees it.</summary>
public abstract partial class EngineContract
{
    [Fact]
    public async Task A_rating_given_as_a_digit_is_in_the_conversation_the_list_the_history_and_the_agents_notifications()
    {
        var thread = ThreadOf("42");
        var id = await AskedAsync(thread);
        var rated = await SayAsync(thread, "1");

        Assert.Equal((id, MessageOutcome.Rated), (rated.Conversation!.Value, rated.Outcome));
        var state = await StateAsync(id);
        Assert.Equal((RatingValue.Like, Anna), (state.CustomerRating!.Value, state.CustomerRating.Attribution.Agent));
        var row = Assert.Single(await Shell.ReadSide.ListAsync(ConversationQuery.All, null, 10, default));
        Assert.Equal((RatingValue.Like, RequestState.Answered), (row.CustomerRating, row.Request));
        var history = await Shell.ReadSide.HistoryAsync(state.Number, 0, 10, default);
        Assert.Equal([HistoryWhat.Sent, HistoryWhat.Given], history.Select(item => item.Entry.What));
        var told = Assert.Single(await NotificationsAsync(Anna));
        Assert.Equal((RatingValue.Like, id), (told.Item.Value, told.Item.Conversation));
        var messages = await Shell.ReadSide.MessagesAsync(state.Number, 0, 10, withRatings: true, default);
        Assert.Equal(["Hello", "Good morning", "Send 1 or 0", "1", "Thanks!"], messages.Select(message => message.Text));
    }

    [Fact]
    public async Task The_newest_conversation_of_a_thread_is_the_one_that_its_customer_writes_to()
    {
        var thread = ThreadOf("42");
        Assert.Null(await Engine.FindNewestAsync(thread, default));
        var first = await AskedAsync(thread);
        Assert.Equal(first, await Engine.FindNewestAsync(thread, default));
        await DoAsync(first, new Finish(Anna, "anna"));

        var second = (await SayAsync(thread, "Another thing")).Conversation;

        Assert.NotEqual(first, second);
        Assert.Equal(second, await Engine.FindNewestAsync(thread, default));
    }

    [Fact]
    public async Task A_survey_says_its_comment_with_the_rating()
    {
        var thread = ThreadOf("42");
        var id = await AskedAsync(thread);

        var survey = Tap(null) with { Content = new RatingContent(RatingValue.Dislike, "slow") };
        await Engine.ReceiveAsync(thread, survey, default);

        Assert.Equal("slow", (await StateAsync(id)).CustomerRating!.Comment);
    }

    [Fact]
    public async Task Where_the_time_for_answers_is_over_nobody_is_asked()
    {
        var thread = ThreadOf("42");
        var hello = Text("Hello") with { CanSendUntil = Clock.GetUtcNow().AddHours(1) };
        var receipt = await Engine.ReceiveAsync(thread, hello, default);
        await RestartAsync();
        Clock.Advance(TimeSpan.FromHours(1));

        var state = await DoAsync(receipt.Conversation!.Value, new Finish(Anna, "anna"));

        Assert.Equal(RequestReason.ConnectorCannotSend, state.Request.Reason);
    }

    [Fact]
    public async Task A_message_that_comes_twice_counts_once_and_with_other_content_is_refused()
    {
        var thread = ThreadOf("42");
        var first = await Engine.ReceiveAsync(thread, Text("Hello", "same"), default);
        var again = await Engine.ReceiveAsync(thread, Text("Hello", "same"), default);
        var other = await Engine.ReceiveAsync(thread, Text("Bye", "same"), default);

        Assert.Equal((first.Conversation, MessageOutcome.Duplicate), (again.Conversation, again.Outcome));
        Refused(Rejection.MessageIdReused, other.Refusal);
        Assert.Equal(1, (await StateAsync(first.Conversation!.Value)).Messages);
    }

    [Fact]
    public async Task The_same_message_from_many_callers_at_once_opens_one_conversation()
    {
        var thread = ThreadOf("42");
        var message = Text("Hello", "same");
        var receipts = await Task.WhenAll(Enumerable.Range(0, 50).Select(_ => Engine.ReceiveAsync(thread, message, default)));

        Assert.Single(receipts.Select(receipt => receipt.Conversation).Distinct());
        Assert.Single(receipts, receipt => receipt.Outcome == MessageOutcome.Opened);
        Assert.Equal(49, receipts.Count(receipt => receipt.Outcome == MessageOutcome.Duplicate));
    }

    [Fact]
    public async Task A_command_with_an_id_that_was_seen_changes_nothing()
    {
        var id = (await SayAsync(ThreadOf("42"), "Hello")).Conversation!.Value;
        await DoAsync(id, new Accept(Anna));
        var first = await Engine.SendAsync(id, new Finish(Anna, "anna"), 7, default);
        var again = await Engine.SendAsync(id, new Finish(Anna, "anna"), 7, default);

        Assert.Equal((first.Version, false), (again.Version, again.Changed));
        Assert.Equal(ConversationStatus.Closing, again.State.Status);
        var second = await Engine.SendAsync(id, new Finish(Anna, "anna"), 8, default);
        Assert.Equal(ConversationStatus.Closed, second.State.Status);
    }

    [Fact]
    public async Task What_is_unknown_is_refused_and_makes_nothing()
    {
        Assert.Null(await Engine.FindAsync(new ConversationId("nobody"), default));
        var reply = await Engine.SendAsync(new ConversationId("nobody"), new Accept(Anna), null, default);
        Refused(Rejection.ConversationUnknown, reply.Refusal);
        var receipt = await SayAsync(ThreadOf("42", channel: new ChannelId("nowhere")), "Hello");
        Refused(Rejection.ChannelUnknown, receipt.Refusal);
        Assert.Empty(await Shell.ReadSide.ListAsync(ConversationQuery.All, null, 10, default));
    }

    [Fact]
    public async Task A_new_conversation_withdraws_the_request_of_the_one_before_where_it_has_no_window()
    {
        await ConfigureAsync(settings => settings with { Rating = settings.Rating with { Window = null } });
        var thread = ThreadOf("42");
        var first = await AskedAsync(thread);
        await DoAsync(first, new Finish(Anna, "anna"));
        Assert.Equal(RequestState.Sent, (await StateAsync(first)).Request.State);

        var second = await SayAsync(thread, "Another thing");
        Assert.Equal(MessageOutcome.Opened, second.Outcome);
        await Eventually.BecomesTrue(
            async () => (await StateAsync(first)).Request is Withdrawn { Reason: RequestReason.Superseded },
            "the older request is withdrawn");
    }

    [Fact]
    public async Task Numbers_count_up_and_ids_reveal_nothing_of_the_customer()
    {
        var one = await StateAsync((await SayAsync(ThreadOf("customer-one"), "Hello")).Conversation!.Value);
        var two = await StateAsync((await SayAsync(ThreadOf("customer-two"), "Hello")).Conversation!.Value);

        Assert.True(two.Number > one.Number);
        Assert.Matches("^[0-9a-f]{24}$", one.Id.Value);
        Assert.NotEqual(one.Id, two.Id);
    }

    [Fact]
    public async Task A_channel_that_was_changed_meanwhile_refuses_the_older_version()
    {
        var version = await ConfigureAsync(settings => settings with { Name = "Shop" });
        var lost = await Engine.ConfigureAsync(Web, Defaults, version - 1, default);
        Refused(Rejection.PreconditionFailed, lost.Refusal);
        Assert.Equal("Shop", Shell.Directory.Find(Web)!.Settings.Name);
    }

    [Fact]
    public async Task Settings_reach_what_is_decided_after_them()
    {
        var id = (await SayAsync(ThreadOf("42"), "Hello")).Conversation!.Value;
        await DoAsync(id, new Accept(Anna));
        await ConfigureAsync(settings => settings with { Rating = settings.Rating with { AskCustomer = false } });
        var state = await DoAsync(id, new Finish(Anna, "anna"));
        Assert.Equal((ConversationStatus.Closed, RequestReason.Disabled), (state.Status, state.Request.Reason));
    }
}
