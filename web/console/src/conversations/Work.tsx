import { Alert, Button, Group, Paper, Select, Stack, Textarea, Title } from "@mantine/core";
import { useQuery } from "@tanstack/react-query";
import { useState, type FormEvent, type KeyboardEvent } from "react";
import { api, ask } from "../api/client";
import { useSession } from "../session/Session";
import { useWords } from "../words/Words";
import { useAct, type Conversation } from "./conversation";
import type { Names } from "./columns";

/** What one may do with an open conversation: take it, answer, hand it on, end it. What one may not is not there. */
export function Work({ conversation, names }: { conversation: Conversation; names: Names }) {
  const { t } = useWords();
  const { me } = useSession();
  const [text, setText] = useState("");
  const [to, setTo] = useState<string | null>(null);
  const { id, may, agentId } = conversation;
  const path = { params: { path: { id } } };
  // It can be given only to who works in its channel.
  const { data: channel } = useQuery({
    queryKey: ["agents of", conversation.channelId], staleTime: 60_000,
    queryFn: async ({ signal }) => (await ask(api.GET("/api/v1/channels/{channelId}", {
      params: { path: { channelId: conversation.channelId } }, signal,
    }))) as { agents?: string[] },
  });

  const accept = useAct(id, (agent: string | null) =>
    ask(api.POST("/api/v1/conversations/{id}/accept", { ...path, ...(agent && { body: { agentId: agent } }) })));
  const answer = useAct(id, (said: string) => ask(api.POST("/api/v1/conversations/{id}/messages", {
    ...path, body: { text: said, ...(!me.agentId && { agentId }) },
  })));
  const transfer = useAct(id, (agent: string) =>
    ask(api.POST("/api/v1/conversations/{id}/transfer", { ...path, body: { agentId: agent } })));
  const finish = useAct(id, () => ask(api.POST("/api/v1/conversations/{id}/finish", path)));
  const spam = useAct(id, () => ask(api.POST("/api/v1/conversations/{id}/spam", path)));

  // Others than agents answer in the name of who holds it.
  const mayAnswer = may.includes("answer") && (me.agentId !== null || agentId !== null);
  const mayAccept = may.includes("accept");
  const choose = may.includes("transfer") || (mayAccept && !me.agentId);
  if (!mayAnswer && !mayAccept && !choose && !may.includes("finish")) return null;

  const isBusy = [accept, answer, transfer, finish, spam].some((act) => act.isPending);
  const error = [accept, answer, transfer, finish, spam].find((act) => act.error)?.error;
  const send = (event: FormEvent): void => {
    event.preventDefault();
    if (text.trim() && !answer.isPending) answer.mutate(text.trim(), { onSuccess: () => setText("") });
  };
  const pressed = (event: KeyboardEvent): void => {
    if (event.key === "Enter" && (event.ctrlKey || event.metaKey)) send(event);
  };
  const agents = (channel?.agents ?? []).filter((agent) => agent !== agentId)
    .map((agent) => ({ value: agent, label: names.agent(agent) }));
  return (
    <Paper withBorder p="md" component="section" aria-labelledby="work">
      <Title order={2} size="h5" mb="xs" id="work">{t("work.title")}</Title>
      <Stack gap="xs">
        {error && <Alert color="red" role="alert">{error.message}</Alert>}
        {mayAnswer && (
          <form onSubmit={send}>
            <Textarea label={t("work.answer")} description={t("work.hint")} autosize minRows={2} maxRows={8} maxLength={20_000}
              dir="auto" value={text} onChange={(event) => setText(event.currentTarget.value)} onKeyDown={pressed} />
            <Button type="submit" mt="xs" size="sm" loading={answer.isPending} disabled={!text.trim()}>{t("work.send")}</Button>
          </form>
        )}
        <Group gap="xs" align="flex-end">
          {mayAccept && me.agentId && <Button size="xs" disabled={isBusy} onClick={() => accept.mutate(null)}>{t("work.accept")}</Button>}
          {choose && <>
            <Select size="xs" label={t(mayAccept ? "work.to" : "work.transferTo")} data={agents} value={to} onChange={setTo} searchable
              nothingFoundMessage={t("filter.nothing")} />
            <Button size="xs" variant="default" disabled={!to || isBusy}
              onClick={() => to && (mayAccept && !me.agentId ? accept.mutate(to) : transfer.mutate(to))}>{t("work.transfer")}</Button>
          </>}
          {may.includes("finish") && <>
            <Button size="xs" variant="default" disabled={isBusy} onClick={() => finish.mutate(undefined)}>
              {t(conversation.status === "closing" ? "work.close" : "work.finish")}</Button>
            <Button size="xs" variant="subtle" color="red" disabled={isBusy} onClick={() => spam.mutate(undefined)}>{t("work.spam")}</Button>
          </>}
        </Group>
      </Stack>
    </Paper>
  );
}
