using RatingGrains.Api.Keys;
using RatingGrains.Conversations;

namespace RatingGrains.Api.Conversations;

/// <summary>What the holder of a key may do with a conversation as it is now. It may still be refused for what has
/// happened since; what is not named will be.</summary>
internal enum ConversationAct
{
    Accept,
    Answer,
    Transfer,
    Finish,
    ReadHistory,
    Rate,
}

internal static class ConversationActs
{
    public static IEnumerable<ConversationAct> Of(
        ConversationState state, KeyCaller caller, Authority authority, RatingFeatures features)
    {
        bool May(Right right) => authority.Check(caller, right, state) is null;

        if (!state.Phase.IsOver)
        {
            if (state.Holder is null && May(Rights.Accept))
                yield return ConversationAct.Accept;
            if (May(Rights.Answer))
                yield return ConversationAct.Answer;
            if (May(Rights.Transfer))
                yield return ConversationAct.Transfer;
            if (May(Rights.Finish))
                yield return ConversationAct.Finish;
        }
        if (May(Rights.ReadHistory))
            yield return ConversationAct.ReadHistory;
        if (features.SupervisorRating && !TookPart(state, caller) && May(Rights.RateAsSupervisor))
            yield return ConversationAct.Rate;
    }

    /// <summary>Nobody rates what they took part in, whatever role they rate in.</summary>
    private static bool TookPart(ConversationState state, KeyCaller caller) =>
        state.Participants.Any(participant => participant.Value == caller.Key.Subject);
}
