import { Button, Code, CopyButton, Group, MultiSelect, NativeSelect, Paper, Stack, Switch, TagsInput, Text, TextInput, Title } from "@mantine/core";
import { useState } from "react";
import { problemOf } from "../api/client";
import { useNames } from "../conversations/names";
import { languages } from "../words";
import { useWords } from "../words/Words";
import { useSaving, type Channel, type Read } from "./channel";
import { Saving } from "./Saving";

const names = ["name", "active", "locale", "agents", "agentsSeeRatings", "origins"] as const;
type Settings = Pick<Channel, (typeof names)[number]>;

/** Who works in a channel, in which language, and on which pages its chat may be. */
export function General({ id, read, readAgain }: { id: string; read: Read; readAgain(): void }) {
  const { t } = useWords();
  const { agents } = useNames();
  const saving = useSaving(id);
  const [changed, change] = useState<Partial<Settings>>({});
  const now: Settings = { ...read.channel, ...changed };
  const set = (by: Partial<Settings>): void => {
    saving.reset();
    change({ ...changed, ...by });
  };
  const isChanged = names.some((name) => JSON.stringify(now[name]) !== JSON.stringify(read.channel[name]));
  const said = (name: string): string | undefined => problemOf(saving.error, name);
  const known = new Set(agents.map((agent) => agent.id));
  const others = now.agents.filter((agent) => !known.has(agent)).map((agent) => ({ value: agent, label: agent }));
  const line = `<script src="${location.origin}/widget.js" data-channel="${id}" async></script>`;
  return (
    <form onSubmit={(event) => {
      event.preventDefault();
      saving.mutate({ read, changed }, { onSuccess: () => change({}) });
    }}>
      <Stack>
        <Paper withBorder p="md">
          <Stack>
            <TextInput label={t("channels.called")} required withAsterisk={false} maxLength={200} value={now.name} error={said("name")}
              onChange={(event) => set({ name: event.currentTarget.value })} />
            <Switch label={t("channels.active")} description={t("channels.about.active")} checked={now.active}
              onChange={(event) => set({ active: event.currentTarget.checked })} />
            <NativeSelect label={t("channels.language")} description={t("channels.about.language")} value={now.locale} error={said("locale")}
              data={Object.entries(languages).map(([value, label]) => ({ value, label }))} onChange={(event) => set({ locale: event.currentTarget.value })} />
            <MultiSelect label={t("channels.agents")} description={t("channels.about.agents")} searchable clearable error={said("agents")}
              nothingFoundMessage={t("filter.nothing")} data={[...agents.map(({ id, name }) => ({ value: id, label: name })), ...others]} value={now.agents}
              onChange={(chosen) => set({ agents: chosen })} />
            <Switch label={t("channels.agentsSeeRatings")} checked={now.agentsSeeRatings}
              onChange={(event) => set({ agentsSeeRatings: event.currentTarget.checked })} />
          </Stack>
        </Paper>
        <Paper withBorder p="md" component="section" aria-labelledby="chat">
          <Stack>
            <Title order={2} size="h5" id="chat">{t("channels.chat")}</Title>
            <TagsInput label={t("channels.origins")} description={t("channels.about.origins")} placeholder={now.origins.length === 0 ? "https://shop.example" : ""}
              value={now.origins} error={said("origins")} onChange={(origins) => set({ origins })} />
            <div>
              <Text size="sm">{t("channels.line")}</Text>
              <Group gap="xs">
                <Code className="comment">{line}</Code>
                <CopyButton value={line}>{({ copied, copy }) => (
                  <Button size="compact-sm" variant="default" onClick={copy}>{t(copied ? "keys.copied" : "keys.copy")}</Button>)}</CopyButton>
              </Group>
            </div>
          </Stack>
        </Paper>
      </Stack>
      <Saving saving={saving} isChanged={isChanged} isWrong={now.name.trim() === ""} onDiscard={() => change({})} readAgain={readAgain} />
    </form>
  );
}
