import { Paper, Stack, Switch } from "@mantine/core";
import { useState } from "react";
import { useWords } from "../words/Words";
import { useSaving, type Rating, type Read } from "./channel";
import { Phrases } from "./Phrases";
import { Preview } from "./Preview";
import { graphicMax, lengthOf, standsAlone, textMax } from "./rules";
import { Saving } from "./Saving";
import { Window } from "./Window";

/** How a channel asks for ratings. */
export function Quality({ id, read, readAgain }: { id: string; read: Read; readAgain(): void }) {
  const { t } = useWords();
  const saving = useSaving(id);
  const [changed, change] = useState<Partial<Rating>>({});
  const [isWindowWrong, setWindowWrong] = useState(false);
  const rating: Rating = { ...read.channel.rating, ...changed };
  const set = (by: Partial<Rating>): void => {
    saving.reset();
    change({ ...changed, ...by });
  };
  const isChanged = JSON.stringify(rating) !== JSON.stringify(read.channel.rating);
  return (
    <form onSubmit={(event) => {
      event.preventDefault();
      saving.mutate({ read, changed: { rating } }, { onSuccess: () => change({}) });
    }}>
      <div className="halves">
        <Stack>
          <Paper withBorder p="md">
            <Stack>
              {(["askCustomer", "allowDuringConversation", "closeOnRating"] as const).map((name) => (
                <Switch key={name} label={t(`quality.${name}`)} description={t(`quality.about.${name}`)} checked={rating[name]}
                  onChange={(event) => set({ [name]: event.currentTarget.checked })} />
              ))}
              <Window value={rating.window ?? null} onChange={(window) => set({ window })} onWrong={setWindowWrong} />
            </Stack>
          </Paper>
          <Phrases kind="graphic" texts={rating.graphic} max={graphicMax} onChange={(graphic) => set({ graphic: { ...rating.graphic, ...graphic } })} />
          <Phrases kind="text" texts={rating.text} max={textMax} onChange={(text) => set({ text: { ...rating.text, ...text } })}>
            <Switch label={t("quality.acceptTrailingComment")} description={t("quality.about.acceptTrailingComment")}
              checked={rating.text.acceptTrailingComment}
              onChange={(event) => set({ text: { ...rating.text, acceptTrailingComment: event.currentTarget.checked } })} />
          </Phrases>
        </Stack>
        <Preview name={read.channel.name} rating={rating} />
      </div>
      <Saving saving={saving} isChanged={isChanged} isWrong={isWindowWrong || problemsOf(rating)} onDiscard={() => change({})} readAgain={readAgain} />
    </form>
  );
}

function problemsOf({ graphic, text }: Rating): boolean {
  const phrases = (texts: object, max: number): boolean =>
    Object.values(texts).some((phrase) => typeof phrase === "string" && lengthOf(phrase) > max);
  return phrases(graphic, graphicMax) || phrases(text, textMax)
    || !standsAlone(text.request, "1") || !standsAlone(text.request, "0");
}
