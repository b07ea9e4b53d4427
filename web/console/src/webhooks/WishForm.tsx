import { Alert, Button, Group, MultiSelect, Stack, TextInput } from "@mantine/core";
import { useState, type FormEvent } from "react";
import { problemOf, Refused } from "../api/client";
import { useNames } from "../conversations/names";
import { useWords } from "../words/Words";
import { eventNames, type Wish } from "./webhook";

/** Where to, what, and of which channels. */
export function WishForm({ start, action, isPending, error, onSubmit, onCancel }: {
  start: Wish; action: string; isPending: boolean; error: Error | null; onSubmit(wish: Wish): void; onCancel(): void;
}) {
  const { t } = useWords();
  const { channels } = useNames();
  const [wish, setWish] = useState(start);
  const set = (by: Partial<Wish>): void => setWish({ ...wish, ...by });
  const said = (name: string): string | undefined => problemOf(error, name);
  const isAboutFields = error instanceof Refused && Object.keys(error.errors).length > 0;
  const known = new Set(channels.map(({ id }) => id));
  const missing = wish.channels.filter((id) => !known.has(id)).map((id) => ({ value: id, label: id }));
  return (
    <form onSubmit={(event: FormEvent) => { event.preventDefault(); onSubmit(wish); }}>
      <Stack gap="sm">
        <TextInput label={t("webhooks.url")} placeholder="https://" type="url" required withAsterisk={false} value={wish.url} error={said("url")}
          onChange={(event) => set({ url: event.currentTarget.value })} />
        <MultiSelect label={t("webhooks.events")} data={eventNames} value={wish.events} error={said("events")} searchable clearable
          description={t("webhooks.about.events")} onChange={(events) => set({ events })} />
        <MultiSelect label={t("webhooks.channels")} placeholder={wish.channels.length === 0 ? t("overview.all") : ""} searchable clearable
          data={[...channels.map(({ id, name }) => ({ value: id, label: name })), ...missing]} value={wish.channels} error={said("channels")}
          onChange={(chosen) => set({ channels: chosen })} />
        <TextInput label={t("webhooks.description")} maxLength={200} value={wish.description ?? ""} error={said("description")}
          onChange={(event) => set({ description: event.currentTarget.value })} />
        {error && !isAboutFields && <Alert color="red" role="alert">{error.message}</Alert>}
        <Group>
          <Button type="submit" loading={isPending} disabled={wish.events.length === 0}>{action}</Button>
          <Button variant="default" onClick={onCancel}>{t("cancel")}</Button>
        </Group>
      </Stack>
    </form>
  );
}
