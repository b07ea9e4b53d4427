using FsCheck;
using FsCheck.Fluent;
using RatingGrains.Channels;
using RatingGrains.Conversations;
using RatingGrains.Kernel;
using RatingGrains.Threads;

namespace RatingGrains.Properties;

public sealed class Whatever_text_comes
{
    private static readonly Config Runs = Config.QuickThrowOnFailure.WithMaxTest(500);

    [Fact]
    public void a_rating_has_at_most_a_digit_or_a_thumb_and_what_may_stand_around_it() => Prop
        .ForAll(Strings, text =>
        {
            var meaning = text.Trim().EnumerateRunes().Count(r => !(r.Value is 0x20E3 or (>= 0xFE00 and <= 0xFE0F)));
            return RatingWords.Find(text) is null || meaning <= 2;
        })
        .Check(Runs);

    [Fact]
    public void space_around_it_makes_no_difference() => Prop
        .ForAll(Strings, text => RatingWords.Find(text) == RatingWords.Find($" \t{text}\n"))
        .Check(Runs);

    [Fact]
    public void what_is_a_rating_is_one_where_comments_may_follow_too() => Prop
        .ForAll(Strings, text => RatingWords.Find(text) is not { } vote || RatingWords.Find(text, trailingComment: true) == vote)
        .Check(Runs);

    [Fact]
    public void a_thread_gives_back_the_ids_that_it_was_made_of() => Prop
        .ForAll(Strings, Strings, (chat, user) =>
            !ChatId.TryParse(chat, out var chatId) || !CustomerId.TryParse(user, out var userId)
            || (ThreadId.TryParse(ThreadId.Of(Telegram, Web, chatId, userId).Value, out var thread)
                && (thread.Connector, thread.Channel, thread.Chat, thread.Customer) == (Telegram, Web, chatId, userId)))
        .Check(Runs);

    [Fact]
    public void an_effect_id_reads_back_whatever_the_key() => Prop
        .ForAll(Strings, ArbMap.Default.ArbFor<PositiveInt>(), (key, version) =>
        {
            var id = new EffectId("thread", key, version.Get, 3);
            return EffectId.TryParse(id.ToString(), out var parsed) && parsed == id;
        })
        .Check(Runs);

    [Fact]
    public void its_length_as_a_person_sees_it_is_never_more_than_its_length() => Prop
        .ForAll(Strings, text => ChannelRules.LengthAsSeen(text) <= text.Length)
        .Check(Runs);

    /// <summary>Texts in which what has a meaning here is common.</summary>
    private static Arbitrary<string> Strings { get; } = Gen.OneOf(
            Gen.Elements("0", "1", "١", "１", "5", ".", "!", " ", "👍", "👎", "🏽", "\uFE0F", "\u20E3", "|", "%", "%7C", "/", "\r\n", "a"),
            ArbMap.Default.GeneratorFor<string>().Select(text => text ?? ""))
        .ArrayOf()
        .Select(parts => string.Concat(parts.Take(5)))
        .ToArbitrary();
}
