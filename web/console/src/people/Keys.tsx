import { Alert, Button, Group, NativeSelect, Paper, Stack, Table, TagsInput, TextInput } from "@mantine/core";
import { useInfiniteQuery, useMutation, useQueryClient } from "@tanstack/react-query";
import { useState, type FormEvent } from "react";
import { api, ask, Refused, type Schemas } from "../api/client";
import { Failed } from "../parts/Failed";
import { dayOf, moment, startOf } from "../parts/moments";
import { Once } from "../parts/Once";
import { Tag } from "../parts/Tag";
import { Waiting } from "../parts/Waiting";
import { useWords } from "../words/Words";

type Role = Schemas["KeyView"]["role"];
const roles = ["agent", "supervisor", "admin", "viewer", "connector"] as const;
const blank = { role: "agent" as Role, subject: "", team: "", channels: [] as string[], expires: "" };

/** Keys: made here, shown once, and deleted. */
export function Keys() {
  const { t, language } = useWords();
  const queries = useQueryClient();
  const { data, error, hasNextPage, fetchNextPage, isFetchingNextPage } = useInfiniteQuery({
    queryKey: ["keys"], initialPageParam: "",
    queryFn: ({ pageParam, signal }) =>
      ask(api.GET("/api/v1/keys", { params: { query: { limit: 200, ...(pageParam && { cursor: pageParam }) } }, signal })),
    getNextPageParam: (page) => page.nextCursor,
  });
  const [form, setForm] = useState(blank);
  const [asking, setAsking] = useState<string | null>(null);
  const again = () => queries.invalidateQueries({ queryKey: ["keys"] });
  const make = useMutation({
    mutationFn: ({ role, subject, team, channels, expires }: typeof blank) => ask(api.POST("/api/v1/keys", {
      body: {
        role, subject: subject.trim(), ...(team.trim() && { team: team.trim() }),
        ...(role === "connector" && { channels }), ...(expires && { expiresAt: startOf(expires, 1)! }),
      },
    })),
    onSuccess: () => {
      setForm(blank);
      void again();
    },
  });
  const remove = useMutation({
    mutationFn: (id: string) => ask(api.DELETE("/api/v1/keys/{id}", { params: { path: { id } } })),
    onSettled: () => {
      setAsking(null);
      void again();
    },
  });
  const wrong = make.error instanceof Refused ? make.error.errors : {};
  const all = data?.pages.flatMap((page) => page.items);
  return (
    <Stack>
      <Paper withBorder p="md">
        <form onSubmit={(event: FormEvent) => { event.preventDefault(); make.mutate(form); }}>
          <Group align="flex-end">
            <NativeSelect label={t("keys.role")} value={form.role} data={roles.map((value) => ({ value, label: t(`role.${value}`) }))}
              onChange={(event) => setForm({ ...form, role: event.currentTarget.value as Role })} />
            <TextInput label={t(form.role === "agent" ? "keys.agent" : "keys.subject")} required withAsterisk={false} value={form.subject} error={wrong["subject"]?.join(" ")}
              onChange={(event) => setForm({ ...form, subject: event.currentTarget.value })} />
            {form.role === "connector"
              ? <TagsInput label={t("keys.channels")} value={form.channels} error={wrong["channels"]?.join(" ")} onChange={(channels) => setForm({ ...form, channels })} />
              : <TextInput label={t("people.team")} value={form.team} error={wrong["team"]?.join(" ")}
                onChange={(event) => setForm({ ...form, team: event.currentTarget.value })} />}
            <TextInput type="date" label={t("keys.expires")} min={dayOf(new Date().toISOString())} value={form.expires} error={wrong["expiresAt"]?.join(" ")}
              onChange={(event) => setForm({ ...form, expires: event.currentTarget.value })} />
            <Button type="submit" loading={make.isPending}>{t("keys.make")}</Button>
          </Group>
          {make.error && Object.keys(wrong).length === 0 && <Alert mt="sm" color="red" role="alert">{make.error.message}</Alert>}
        </form>
        {make.data && <Once title={t("keys.once")} secret={make.data.key} />}
      </Paper>
      {remove.error && <Alert color="red" role="alert">{remove.error.message}</Alert>}
      {error && <Failed error={error} />}
      {!all && !error && <Waiting />}
      {all && (
        <Table.ScrollContainer minWidth={680}>
          <Table>
            <Table.Thead><Table.Tr>{["subject", "role", "team", "created", "expires", "used"].map((name) => <Table.Th key={name}>{t(`keys.${name}`)}</Table.Th>)}<Table.Th /></Table.Tr></Table.Thead>
            <Table.Tbody>
              {all.map((key) => (
                <Table.Tr key={key.id}>
                  <Table.Td>{key.subject}</Table.Td>
                  <Table.Td><Tag colour="none">{t(`role.${key.role}`)}</Tag></Table.Td>
                  <Table.Td>{key.team ?? (key.channels.length > 0 ? key.channels.join(", ") : "–")}</Table.Td>
                  <Table.Td>{moment(key.createdAt, language)}</Table.Td>
                  <Table.Td>{key.expiresAt ? moment(key.expiresAt, language) : "–"}</Table.Td>
                  <Table.Td>{key.lastUsedAt ? moment(key.lastUsedAt, language) : "–"}</Table.Td>
                  <Table.Td ta="end">{asking === key.id
                    ? <Group gap={4} justify="flex-end" wrap="nowrap">
                      <Button size="compact-sm" color="red" loading={remove.isPending} onClick={() => remove.mutate(key.id)}>{t("keys.sure")}</Button>
                      <Button size="compact-sm" variant="default" onClick={() => setAsking(null)}>{t("no")}</Button>
                    </Group>
                    : <Button size="compact-sm" variant="default" onClick={() => setAsking(key.id)}>{t("keys.delete")}</Button>}</Table.Td>
                </Table.Tr>
              ))}
            </Table.Tbody>
          </Table>
        </Table.ScrollContainer>
      )}
      {hasNextPage && <Button variant="default" loading={isFetchingNextPage} onClick={() => void fetchNextPage()}>{t("more")}</Button>}
    </Stack>
  );
}
