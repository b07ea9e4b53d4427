import { Alert, Button, Group, NativeSelect, Paper, Text, TextInput } from "@mantine/core";
import { useState, type FormEvent } from "react";
import { useLocation } from "wouter";
import { Refused } from "../api/client";
import { languages } from "../words";
import { useWords } from "../words/Words";
import { useMaking } from "./channel";

/** A name for people and one for programs; all else is set up once it is there. */
export function NewChannel({ onCancel }: { onCancel(): void }) {
  const { t, language } = useWords();
  const [, go] = useLocation();
  const [form, setForm] = useState({ id: "", name: "", locale: language as string });
  const make = useMaking();
  const isThere = make.error instanceof Refused && make.error.status === 412;
  const wrong = make.error instanceof Refused ? make.error.errors : {};
  const field = (name: "id" | "name", error: string | undefined) => (
    <TextInput label={t(name === "id" ? "people.id" : "channels.called")} required withAsterisk={false} value={form[name]} error={error}
      onChange={(event) => setForm({ ...form, [name]: event.currentTarget.value })} />
  );
  return (
    <Paper withBorder p="md">
      <form onSubmit={(event: FormEvent) => {
        event.preventDefault();
        const id = form.id.trim();
        make.mutate({ ...form, id, name: form.name.trim() }, { onSuccess: () => go(`/channels/${id}`) });
      }}>
        <Group align="flex-start">
          {field("id", isThere ? t("channels.there") : (wrong["channelId"] ?? wrong["id"])?.join(" "))}
          {field("name", wrong["name"]?.join(" "))}
          <NativeSelect label={t("channels.language")} value={form.locale} data={Object.entries(languages).map(([value, label]) => ({ value, label }))}
            onChange={(event) => setForm({ ...form, locale: event.currentTarget.value })} />
        </Group>
        <Text size="sm" c="dimmed" mt="xs">{t("channels.about.id")}</Text>
        {make.error && !isThere && Object.keys(wrong).length === 0 && <Alert mt="sm" color="red" role="alert">{make.error.message}</Alert>}
        <Group mt="md">
          <Button type="submit" loading={make.isPending}>{t("channels.make")}</Button>
          <Button variant="default" onClick={onCancel}>{t("cancel")}</Button>
        </Group>
      </form>
    </Paper>
  );
}
