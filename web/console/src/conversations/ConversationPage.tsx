import { Alert, Anchor, Button, Group, Kbd, Paper, Stack, Text, Title, VisuallyHidden } from "@mantine/core";
import { Link } from "wouter";
import { Refused } from "../api/client";
import { Failed } from "../parts/Failed";
import { StatusBadge } from "../parts/StatusBadge";
import { Waiting } from "../parts/Waiting";
import { useWords } from "../words/Words";
import { useConversation } from "./conversation";
import { Facts } from "./Facts";
import { History } from "./History";
import { Messages } from "./Messages";
import { useNames } from "./names";
import { useNeighbours } from "./neighbours";
import { Ratings } from "./Ratings";
import { Work } from "./Work";

/** One conversation: what was said, how it was rated, and by what way it came there. */
export default function ConversationPage({ id }: { id: string }) {
  const { t } = useWords();
  const names = useNames();
  const { next, previous, back } = useNeighbours(id);
  const { data: conversation, error, refetch } = useConversation(id);

  if (!conversation) {
    if (!error) return <Waiting />;
    const isGone = error instanceof Refused && error.status === 404;
    return isGone
      ? <Alert m="md" title={t("conversation.unknown")} role="alert"><Anchor component={Link} href={back}>{t("conversation.back")}</Anchor></Alert>
      : <Failed error={error} again={() => void refetch()} />;
  }
  return (
    <Stack p="md" gap="md" className="conversation">
      <Group justify="space-between" gap="xs">
        <Anchor component={Link} href={back} size="sm">← {t("conversation.back")}</Anchor>
        <Group gap="xs">
          <Step to={previous} label={t("conversation.previous")} hotkey="k" />
          <Step to={next} label={t("conversation.next")} hotkey="j" />
        </Group>
      </Group>
      <Group gap="sm">
        <Title order={1} size="h3">
          {conversation.customer.name ?? conversation.customer.id} <Text span c="dimmed" fw={400}>#{conversation.number}</Text>
        </Title>
        <StatusBadge status={conversation.status} />
      </Group>
      {error && <Failed error={error} />}
      <div className="halves">
        <Stack gap="md">
          <Paper withBorder p="md" component="section" aria-labelledby="said">
            <VisuallyHidden component="h2" id="said">{t("conversation.messages")}</VisuallyHidden>
            <Messages id={id} names={names} />
          </Paper>
          <Work conversation={conversation} names={names} />
          <Ratings conversation={conversation} names={names} />
        </Stack>
        <Stack gap="md">
          <Facts conversation={conversation} names={names} />
          {conversation.may.includes("readHistory") && <History conversation={conversation} />}
        </Stack>
      </div>
    </Stack>
  );
}

function Step({ to, label, hotkey }: { to: string | undefined; label: string; hotkey: string }) {
  const inside = <>{label} <Kbd size="xs" ml={6} aria-hidden>{hotkey}</Kbd></>;
  return to
    ? <Button component={Link} href={to} size="xs" variant="default" aria-keyshortcuts={hotkey}>{inside}</Button>
    : <Button size="xs" variant="default" disabled>{inside}</Button>;
}
