import { Alert, Anchor, Button, Group, SegmentedControl, Stack, Table, Text } from "@mantine/core";
import { useInfiniteQuery } from "@tanstack/react-query";
import { useState } from "react";
import { Link } from "wouter";
import { api, ask } from "../api/client";
import { Failed } from "../parts/Failed";
import { moment } from "../parts/moments";
import { Waiting } from "../parts/Waiting";
import { useWords } from "../words/Words";
import { Replay } from "./Replay";
import { useDeed, type State } from "./webhook";

const states = ["dead", "pending", "delivered"] as const satisfies readonly State[];
const lookAgainMs = 3_000;

/** What became of events, why, and a way to send them again. */
export function Deliveries({ id }: { id: string }) {
  const { t, language } = useWords();
  const [state, setState] = useState<State>("dead");
  const { data, error, refetch, hasNextPage, fetchNextPage, isFetchingNextPage } = useInfiniteQuery({
    queryKey: ["deliveries", id, state], initialPageParam: "", refetchInterval: lookAgainMs,
    queryFn: ({ pageParam, signal }) => ask(api.GET("/api/v1/webhooks/{webhookId}/deliveries", {
      params: { path: { webhookId: id }, query: { state, limit: 50, ...(pageParam && { cursor: pageParam }) } }, signal,
    })),
    getNextPageParam: (page) => page.nextCursor,
  });
  const replay = useDeed((delivery: string) => ask(api.POST("/api/v1/webhooks/{webhookId}/deliveries/{deliveryId}/replay", {
    params: { path: { webhookId: id, deliveryId: delivery } },
  })));
  const all = data?.pages.flatMap((page) => page.items);
  return (
    <Stack gap="sm">
      <SegmentedControl size="xs" value={state} aria-label={t("webhooks.deliveries")} className="states"
        data={states.map((value) => ({ value, label: t(`webhooks.state.${value}`) }))} onChange={(value) => setState(value as State)} />
      {replay.error && <Alert color="red" role="alert">{replay.error.message}</Alert>}
      {error && <Failed error={error} again={() => void refetch()} />}
      {!all && !error && <Waiting />}
      {all?.length === 0 && <Text c="dimmed">{t(`webhooks.none.${state}`)}</Text>}
      {all && all.length > 0 && (
        <Table.ScrollContainer minWidth={720} scrollAreaProps={{ viewportProps: { tabIndex: 0, role: "region", "aria-label": t("webhooks.deliveries") } }}>
          <Table>
            <Table.Thead><Table.Tr>{["at", "event", "conversation", "attempts", "why"].map((name) => <Table.Th key={name}>{t(`webhooks.${name}`)}</Table.Th>)}<Table.Th /></Table.Tr></Table.Thead>
            <Table.Tbody>
              {all.map((one) => (
                <Table.Tr key={one.id}>
                  <Table.Td className="when">{moment(one.occurredAt, language)}</Table.Td>
                  <Table.Td>{one.type}</Table.Td>
                  <Table.Td><Anchor component={Link} inherit href={`/conversations/${one.conversationId}`}>#{one.number}</Anchor></Table.Td>
                  <Table.Td>{one.attempts}</Table.Td>
                  <Table.Td className="comment">{one.error ?? one.status ?? "–"}
                    {one.nextAttemptAt && <Text size="xs" c="dimmed">{t("webhooks.next", { at: moment(one.nextAttemptAt, language) })}</Text>}</Table.Td>
                  <Table.Td ta="end"><Button size="compact-sm" variant="default" loading={replay.isPending && replay.variables === one.id}
                    onClick={() => replay.mutate(one.id)}>{t("webhooks.send")}</Button></Table.Td>
                </Table.Tr>
              ))}
            </Table.Tbody>
          </Table>
        </Table.ScrollContainer>
      )}
      {hasNextPage && <Group><Button variant="default" loading={isFetchingNextPage} onClick={() => void fetchNextPage()}>{t("more")}</Button></Group>}
      <Replay id={id} state={state} />
    </Stack>
  );
}
