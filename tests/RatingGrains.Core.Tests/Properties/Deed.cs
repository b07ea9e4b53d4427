using FsCheck;
using FsCheck.Fluent;
using RatingGrains.Conversations;
using RatingGrains.Threads;
using static RatingGrains.Conversations.RatingValue;

namespace RatingGrains.Properties;

/// <summary>Something that somebody does in a dialogue: a number that picks what, one that picks to which conversation or
/// by which message, and how long after the deed before.</summary>
public sealed record Deed(int What, int Which, int Minutes)
{
    private static readonly string[] Words = ["Hello", "1", "0", "👍", "1 thanks", "One more question"];
    private static readonly RatingValue?[] Taps = [Like, Dislike, null];

    /// <summary>Any number of deeds. A failure is shrunk to the fewest that fail.</summary>
    public static Arbitrary<Deed[]> Any { get; } = Arb.From(
        (from what in Gen.Choose(0, 15)
         from which in Gen.Choose(0, 7)
         from minutes in Gen.Frequency((6, Gen.Constant(0)), (3, Gen.Choose(1, 9)), (1, Gen.Choose(10, 3000)))
         select new Deed(what, which, minutes)).ArrayOf(),
        deeds => deeds.Select((_, i) => deeds.Where((_, at) => at != i).ToArray()));

    /// <summary>Does them all, in order; messages that were sent before come again.</summary>
    internal static Dialogue Play(IEnumerable<Deed> deeds, Dialogue dialogue)
    {
        var sent = new List<InboundMessage>();
        foreach (var deed in deeds)
        {
            dialogue.After(TimeSpan.FromMinutes(deed.Minutes));
            deed.Play(dialogue, sent);
        }
        return dialogue;
    }

    private void Play(Dialogue dialogue, List<InboundMessage> sent)
    {
        var id = new ConversationId($"c{1 + Which % Math.Max(1, dialogue.Count)}");
        var prompt = Which % 2 == 0 ? null : $"prompt-{id.Value}";
        switch (What)
        {
            case <= 3:
                Send(TextMessage(Words[Which % Words.Length], $"m{sent.Count}", prompt));
                break;
            case <= 6:
                Send(Tap(Taps[Which % Taps.Length], $"m{sent.Count}", prompt, Which > 4 ? id : null));
                break;
            case <= 9 when sent.Count > 0:
                dialogue.Receives(sent[^(1 + Which % sent.Count)], crash: What == 9);
                break;
            case 10 when dialogue.Count > 0:
                dialogue.Delivers(id, $"prompt-{id.Value}");
                break;
            default:
                dialogue.Tries(id, Command());
                break;
        }

        void Send(InboundMessage message)
        {
            sent.Add(message);
            dialogue.Receives(message, crash: Which == 7);
        }
    }

    private ConversationCommand Command() => (What, Which) switch
    {
        (11, _) => Finishes(Anna),
        (12, < 4) => Answers(Anna),
        (12, _) => TransfersTo(Which % 2 == 0 ? Anna : Boris),
        (13, _) => TimePasses(),
        (14, < 3) => DeliveryFails(1 + Which),
        (14, < 6) => DeliverySucceeds(Which - 2),
        (14, _) => MarksSpam(Anna),
        (15, _) => Reviews(1 + Which % 5),
        _ => RatesByLink(Which % 2 == 0 ? Like : Dislike),
    };
}
