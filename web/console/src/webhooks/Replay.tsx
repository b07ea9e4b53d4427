import { Alert, Button, Group, Stack, Text, TextInput } from "@mantine/core";
import { useState, type FormEvent } from "react";
import { api, ask, problemOf, Refused } from "../api/client";
import { useWords } from "../words/Words";
import { useDeed, type State } from "./webhook";

/** Sends again what happened in a time, of the kind that is looked at. */
export function Replay({ id, state }: { id: string; state: State }) {
  const { t } = useWords();
  const [time, setTime] = useState({ from: "", to: "" });
  const replay = useDeed(() => ask(api.POST("/api/v1/webhooks/{webhookId}/replay", {
    params: { path: { webhookId: id } },
    body: { state, from: instantOf(time.from), ...(time.to && { to: instantOf(time.to) }) },
  })));
  const isAboutFields = replay.error instanceof Refused && Object.keys(replay.error.errors).length > 0;
  const field = (name: "from" | "to", isRequired: boolean) => (
    <TextInput type="datetime-local" label={t(`webhooks.${name}`)} value={time[name]} required={isRequired} withAsterisk={false}
      error={problemOf(replay.error, name)} onChange={(event) => setTime({ ...time, [name]: event.currentTarget.value })} />
  );
  return (
    <form onSubmit={(event: FormEvent) => { event.preventDefault(); replay.mutate(undefined); }}>
      <Stack gap="xs">
        <Text size="sm" fw={600}>{t("webhooks.byTime", { state: t(`webhooks.state.${state}`) })}</Text>
        <Group align="flex-end">
          {field("from", true)}{field("to", false)}
          <Button type="submit" variant="default" loading={replay.isPending}>{t("webhooks.sendAll")}</Button>
        </Group>
        {replay.error && !isAboutFields && <Alert color="red" role="alert">{replay.error.message}</Alert>}
        {replay.data && <Text size="sm" role="status">{t("webhooks.replayed", { count: replay.data.replayed })}</Text>}
      </Stack>
    </form>
  );
}

/** What the fields have is the time of the browser's place. */
function instantOf(local: string): string {
  return new Date(local).toISOString();
}
