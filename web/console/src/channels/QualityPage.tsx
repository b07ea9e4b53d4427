import { Alert, Anchor, Button, Group, Paper, Stack, Switch, Text, Title } from "@mantine/core";
import { useState } from "react";
import { useTranslation } from "react-i18next";
import { Link } from "wouter";
import { Refused } from "../api/client";
import { Failed } from "../parts/Failed";
import { Waiting } from "../parts/Waiting";
import { useChannel, useSaving, type Rating } from "./channel";
import { Phrases } from "./Phrases";
import { Preview } from "./Preview";
import { graphicMax, lengthOf, standsAlone, textMax } from "./rules";
import { Window } from "./Window";

/** How a channel asks for ratings. */
export default function QualityPage({ id }: { id: string }) {
  const { t } = useTranslation();
  const { data: read, error, refetch } = useChannel(id);
  const saving = useSaving(id);
  const [changed, change] = useState<Partial<Rating>>({});
  const [isWindowWrong, setWindowWrong] = useState(false);

  if (!read) return error ? <Failed error={error} again={() => void refetch()} /> : <Waiting />;
  const rating: Rating = { ...read.channel.rating, ...changed };
  const set = (by: Partial<Rating>): void => {
    saving.reset();
    change({ ...changed, ...by });
  };
  const isChanged = JSON.stringify(rating) !== JSON.stringify(read.channel.rating);
  const isWrong = isWindowWrong || problemsOf(rating);
  const isOvertaken = saving.error instanceof Refused && saving.error.status === 412;
  const said = saving.error instanceof Refused ? Object.entries(saving.error.errors) : [];

  return (
    <Stack p="md">
      <Anchor component={Link} href="/channels" size="sm">← {t("places.channels")}</Anchor>
      <div>
        <Title order={1} size="h3">{read.channel.name}</Title>
        <Text c="dimmed">{t("quality.title")}</Text>
      </div>
      <form onSubmit={(event) => {
        event.preventDefault();
        saving.mutate({ read, rating }, { onSuccess: () => change({}) });
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
        <Paper withBorder p="sm" mt="md" className="saving">
          <Stack gap="xs">
            {saving.error && (
              <Alert color="red" role="alert" title={t(isOvertaken ? "quality.overtaken" : "failed")}>
                {said.length > 0 ? said.map(([field, problems]) => <div key={field}>{field}: {problems.join(" ")}</div>) : saving.error.message}
                {isOvertaken && <Button size="compact-sm" variant="default" onClick={() => { saving.reset(); void refetch(); }}>{t("quality.readAgain")}</Button>}
              </Alert>
            )}
            <Group>
              <Button type="submit" disabled={!isChanged || isWrong} loading={saving.isPending}>{t("save")}</Button>
              <Button variant="default" disabled={!isChanged} onClick={() => { saving.reset(); change({}); }}>{t("discard")}</Button>
              {saving.isSuccess && !isChanged && <Text size="sm" c="dimmed" role="status">{t("saved")}</Text>}
            </Group>
          </Stack>
        </Paper>
      </form>
    </Stack>
  );
}

function problemsOf({ graphic, text }: Rating): boolean {
  const phrases = (texts: object, max: number): boolean =>
    Object.values(texts).some((phrase) => typeof phrase === "string" && lengthOf(phrase) > max);
  return phrases(graphic, graphicMax) || phrases(text, textMax)
    || !standsAlone(text.request, "1") || !standsAlone(text.request, "0");
}
