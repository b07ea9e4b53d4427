import { Button, Group, Paper, SegmentedControl, Stack, Text, Title } from "@mantine/core";
import { useState } from "react";
import { useWords } from "../words/Words";
import type { Rating } from "./channel";
import { Thumb } from "../parts/Thumb";

type Kind = "graphic" | "text";
type Outcome = "liked" | "disliked" | "tooLate";

/** What a customer will see of it, to try out without one. */
export function Preview({ name, rating }: { name: string; rating: Rating }) {
  const { t } = useWords();
  const [kind, setKind] = useState<Kind>("graphic");
  const [outcome, setOutcome] = useState<Outcome | null>(null);
  const texts = rating[kind];
  const answer = (chosen: Outcome, says: string) => (
    <Button size="xs" variant="default" onClick={() => setOutcome(chosen)} leftSection={kind === "graphic" && chosen !== "tooLate" && <Thumb value={chosen === "liked" ? "like" : "dislike"} />}>{says}</Button>
  );
  return (
    <Paper withBorder p="md" component="section" aria-labelledby="preview" className="preview">
      <Stack gap="sm">
        <Title order={2} size="h5" id="preview">{t("preview.title")}</Title>
        <SegmentedControl value={kind} fullWidth aria-label={t("preview.kind")}
          data={(["graphic", "text"] as const).map((value) => ({ value, label: t(`quality.${value}`) }))}
          onChange={(value) => { setKind(value as Kind); setOutcome(null); }} />
        {rating.askCustomer
          ? <div className="log chat" role="log" aria-label={name}>
            <div className="said agent"><p className="text" dir="auto">{texts.request}</p></div>
            {!outcome && kind === "graphic" && <Group gap="xs" justify="center">{answer("liked", t("value.like"))}{answer("disliked", t("value.dislike"))}</Group>}
            {!outcome && kind === "text" && <Group gap="xs" justify="flex-end">{answer("liked", "1")}{answer("disliked", "0")}</Group>}
            {outcome && outcome !== "tooLate" && <div className="said customer"><p className="text">{
              kind === "graphic" ? t(`value.${outcome === "liked" ? "like" : "dislike"}`) : outcome === "liked" ? "1" : "0"}</p></div>}
            {outcome && (texts[outcome]
              ? <div className="said agent"><p className="text" dir="auto">{texts[outcome]}</p></div>
              : <Text size="sm" c="dimmed" ta="center">{t("preview.silent")}</Text>)}
          </div>
          : <Text c="dimmed">{t("preview.never")}</Text>}
        {rating.askCustomer && (
          <Group gap="xs">
            {outcome && <Button size="xs" variant="subtle" onClick={() => setOutcome(null)}>{t("again")}</Button>}
            {!outcome && rating.window && answer("tooLate", t("preview.tooLate"))}
          </Group>
        )}
      </Stack>
    </Paper>
  );
}
