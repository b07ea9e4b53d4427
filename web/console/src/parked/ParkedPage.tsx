import { Alert, Anchor, Button, Stack, Table, Text, Title } from "@mantine/core";
import { useInfiniteQuery, useMutation, useQueryClient } from "@tanstack/react-query";
import { Link } from "wouter";
import { api, ask } from "../api/client";
import { Failed } from "../parts/Failed";
import { moment } from "../parts/moments";
import { Waiting } from "../parts/Waiting";
import { useWords } from "../words/Words";

/** What could not be delivered in the end, and a way to try it again. */
export default function ParkedPage() {
  const { t, language } = useWords();
  const queries = useQueryClient();
  const { data, error, refetch, hasNextPage, fetchNextPage, isFetchingNextPage } = useInfiniteQuery({
    queryKey: ["parked"], initialPageParam: "", refetchInterval: 5_000,
    queryFn: ({ pageParam, signal }) =>
      ask(api.GET("/api/v1/parked", { params: { query: { limit: 100, ...(pageParam && { cursor: pageParam }) } }, signal })),
    getNextPageParam: (page) => page.nextCursor,
  });
  const retry = useMutation({
    mutationFn: (id: number) => ask(api.POST("/api/v1/parked/{id}/retry", { params: { path: { id } } })),
    onSettled: () => queries.invalidateQueries({ queryKey: ["parked"] }),
  });
  const all = data?.pages.flatMap((page) => page.items);
  return (
    <Stack p="md">
      <Title order={1} size="h3">{t("places.parked")}</Title>
      <Text c="dimmed">{t("parked.about")}</Text>
      {retry.error && <Alert color="red" role="alert">{retry.error.message}</Alert>}
      {error && <Failed error={error} again={() => void refetch()} />}
      {!all && !error && <Waiting />}
      {all?.length === 0 && <Text>{t("parked.empty")}</Text>}
      {all && all.length > 0 && (
        <Table.ScrollContainer minWidth={760}>
          <Table>
            <Table.Thead>
              <Table.Tr>{["at", "kind", "channel", "error", "attempts"].map((name) => <Table.Th key={name}>{t(`parked.${name}`)}</Table.Th>)}<Table.Th /></Table.Tr>
            </Table.Thead>
            <Table.Tbody>
              {all.map((one) => (
                <Table.Tr key={one.id}>
                  <Table.Td>{moment(one.at, language)}</Table.Td>
                  <Table.Td>{one.conversationId
                    ? <Anchor component={Link} href={`/conversations/${one.conversationId}`}>{t(`parked.${one.kind}`, { defaultValue: one.kind })}</Anchor>
                    : t(`parked.${one.kind}`, { defaultValue: one.kind })}</Table.Td>
                  <Table.Td>{one.channelId ?? "–"}</Table.Td>
                  <Table.Td className="comment">{one.error}</Table.Td>
                  <Table.Td>{one.attempts}</Table.Td>
                  <Table.Td><Button size="compact-sm" variant="default" loading={retry.isPending && retry.variables === one.id}
                    onClick={() => retry.mutate(one.id)}>{t("again")}</Button></Table.Td>
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
