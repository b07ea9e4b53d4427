import { Alert, Anchor, Button, Group, Paper, SimpleGrid, Stack, Text, Title } from "@mantine/core";
import { useQuery, useQueryClient, useMutation } from "@tanstack/react-query";
import { Link, useLocation } from "wouter";
import { api, ask, type Schemas } from "../api/client";
import { Failed } from "../parts/Failed";
import { moment } from "../parts/moments";
import { StatusBadge } from "../parts/StatusBadge";
import { Waiting } from "../parts/Waiting";
import { useWords } from "../words/Words";
import { Own } from "./Own";

type Row = Schemas["ListedRow"];
const open = ["accepted", "waitingForAgent", "waitingForCustomer", "closing"] as const;
const lookAgainMs = 2_000;

/** An agent's own: what waits for somebody, what is in hand, and how it was rated. */
export default function WorkPage({ agent }: { agent: string }) {
  const { t } = useWords();
  const [, go] = useLocation();
  const queries = useQueryClient();
  const free = useQuery({
    queryKey: ["work", "waiting"], refetchInterval: lookAgainMs,
    queryFn: async ({ signal }) => (await ask(api.GET("/api/v1/agents/{agentId}/waiting", {
      params: { path: { agentId: agent }, query: { limit: 50 } }, signal,
    }))).items as Row[],
  });
  const own = useQuery({
    queryKey: ["work", "own"], refetchInterval: lookAgainMs,
    queryFn: async ({ signal }) => (await ask(api.GET("/api/v1/conversations", {
      params: { query: { agent: [agent], status: [...open], limit: 200 } }, signal,
    }))).items as Row[],
  });
  const accept = useMutation({
    mutationFn: (id: string) => ask(api.POST("/api/v1/conversations/{id}/accept", { params: { path: { id } } })),
    onSuccess: ({ id }) => go(`/conversations/${id}`),
    onSettled: () => queries.invalidateQueries({ queryKey: ["work"] }),
  });

  return (
    <Stack p="md">
      <Title order={1} size="h3">{t("places.work")}</Title>
      <Own agent={agent} />
      {accept.error && <Alert color="red" role="alert">{accept.error.message}</Alert>}
      <SimpleGrid cols={{ base: 1, md: 2 }}>
        <Part id="own" title={t("work.own")} empty={t("work.idle")} {...own} row={(row) => <StatusBadge status={row.status} />} />
        <Part id="waiting" title={t("work.waiting")} empty={t("work.nobody")} {...free}
          row={(row) => <Button size="compact-sm" loading={accept.isPending && accept.variables === row.id}
            onClick={() => accept.mutate(row.id)}>{t("work.accept")}</Button>} />
      </SimpleGrid>
    </Stack>
  );
}

function Part({ id, title, empty, data, error, row }: {
  id: string; title: string; empty: string; data: Row[] | undefined; error: Error | null; row(row: Row): React.ReactNode;
}) {
  const { language } = useWords();
  return (
    <Paper withBorder p="md" component="section" aria-labelledby={id}>
      <Title order={2} size="h5" mb="xs"><span id={id}>{title}</span> {data && data.length > 0 && <Text span c="dimmed">{data.length}</Text>}</Title>
      {error && <Failed error={error} />}
      {!data && !error && <Waiting />}
      {data?.length === 0 && <Text c="dimmed">{empty}</Text>}
      <Stack gap="xs">
        {data?.map((one) => (
          <Group key={one.id} justify="space-between" wrap="nowrap" className="line">
            <div>
              <Anchor component={Link} href={`/conversations/${one.id}`}>{one.customer.name ?? one.customer.id}</Anchor>
              <Text size="xs" c="dimmed">#{one.number} · {one.channelId} · {moment(one.openedAt, language)}</Text>
            </div>
            {row(one)}
          </Group>
        ))}
      </Stack>
    </Paper>
  );
}
