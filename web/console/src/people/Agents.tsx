import { Alert, Button, Group, Paper, Stack, Table, Text, TextInput } from "@mantine/core";
import { useInfiniteQuery, useMutation, useQueryClient } from "@tanstack/react-query";
import { useState, type FormEvent } from "react";
import { api, ask, Refused } from "../api/client";
import { Failed } from "../parts/Failed";
import { Waiting } from "../parts/Waiting";
import { useWords } from "../words/Words";

const blank = { id: "", name: "", team: "" };

/** Agents by name and team; who is there already is changed by the same form. */
export function Agents() {
  const { t } = useWords();
  const queries = useQueryClient();
  const { data, error, hasNextPage, fetchNextPage, isFetchingNextPage } = useInfiniteQuery({
    queryKey: ["agents", "all"], initialPageParam: "",
    queryFn: ({ pageParam, signal }) =>
      ask(api.GET("/api/v1/agents", { params: { query: { limit: 200, ...(pageParam && { cursor: pageParam }) } }, signal })),
    getNextPageParam: (page) => page.nextCursor,
  });
  const [form, setForm] = useState(blank);
  const put = useMutation({
    mutationFn: ({ id, name, team }: typeof blank) => ask(api.PUT("/api/v1/agents/{agentId}", {
      params: { path: { agentId: id } }, body: { name, ...(team && { team }) },
    })),
    onSuccess: () => {
      setForm(blank);
      void queries.invalidateQueries({ queryKey: ["agents"] });
    },
  });
  const all = data?.pages.flatMap((page) => page.items);
  const wrong = put.error instanceof Refused ? put.error.errors : {};
  const field = (name: keyof typeof blank, isRequired: boolean) => (
    <TextInput label={t(`people.${name}`)} value={form[name]} required={isRequired} withAsterisk={false} error={(wrong[name] ?? (name === "id" ? wrong["agentId"] : undefined))?.join(" ")}
      onChange={(event) => setForm({ ...form, [name]: event.currentTarget.value })} />
  );
  return (
    <Stack>
      <Paper withBorder p="md">
        <form onSubmit={(event: FormEvent) => { event.preventDefault(); put.mutate({ id: form.id.trim(), name: form.name.trim(), team: form.team.trim() }); }}>
          <Group align="flex-end">
            {field("id", true)}{field("name", true)}{field("team", false)}
            <Button type="submit" loading={put.isPending}>{t(all?.some(({ id }) => id === form.id.trim()) ? "save" : "people.add")}</Button>
          </Group>
          {put.error && Object.keys(wrong).length === 0 && <Alert mt="sm" color="red" role="alert">{put.error.message}</Alert>}
        </form>
      </Paper>
      {error && <Failed error={error} />}
      {!all && !error && <Waiting />}
      {all?.length === 0 && <Text c="dimmed">{t("people.nobody")}</Text>}
      {all && all.length > 0 && (
        <Table>
          <Table.Thead><Table.Tr>{(["id", "name", "team"] as const).map((name) => <Table.Th key={name}>{t(`people.${name}`)}</Table.Th>)}<Table.Th /></Table.Tr></Table.Thead>
          <Table.Tbody>
            {all.map(({ id, name, team }) => (
              <Table.Tr key={id}>
                <Table.Td>{id}</Table.Td><Table.Td>{name}</Table.Td><Table.Td>{team ?? "–"}</Table.Td>
                <Table.Td ta="end"><Button size="compact-sm" variant="default" aria-label={t("people.changeOne", { name })}
                  onClick={() => setForm({ id: id ?? "", name, team: team ?? "" })}>{t("people.change")}</Button></Table.Td>
              </Table.Tr>
            ))}
          </Table.Tbody>
        </Table>
      )}
      {hasNextPage && <Button variant="default" loading={isFetchingNextPage} onClick={() => void fetchNextPage()}>{t("more")}</Button>}
    </Stack>
  );
}
