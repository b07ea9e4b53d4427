import { Button, Group, Indicator, Popover, Stack, Text, UnstyledButton } from "@mantine/core";
import { useDisclosure } from "@mantine/hooks";
import { useEffect } from "react";
import { useLocation } from "wouter";
import { moment } from "../parts/moments";
import { StarsShown } from "../parts/Stars";
import { ValueShown } from "../parts/Value";
import { useWords } from "../words/Words";
import { useNotifications, useReading } from "./notifications";

/** Ratings that the agent was told of, and how many of them were not read. */
export function Bell({ agent }: { agent: string }) {
  const { t, language } = useWords();
  const [, go] = useLocation();
  const [isOpen, { toggle, close }] = useDisclosure(false);
  const { data: all } = useNotifications(agent);
  const reading = useReading(agent);
  const unread = all?.filter(({ readAt }) => !readAt).length ?? 0;
  useEffect(() => {
    document.title = unread > 0 ? `(${unread}) RatingGrains` : "RatingGrains";
  }, [unread]);

  return (
    <Indicator label={unread} disabled={unread === 0} size={18} color="red.8">
      <Popover opened={isOpen} onDismiss={close} position="bottom-end" width={340} trapFocus>
        <Popover.Target>
          <Button size="xs" variant="default" onClick={toggle}>{t("notifications.title")}</Button>
        </Popover.Target>
        <Popover.Dropdown>
          <Stack gap="xs">
            <Group justify="space-between">
              <Text fw={600} role="status">{t("notifications.unread", { count: unread })}</Text>
              <Button size="compact-xs" variant="subtle" disabled={unread === 0}
                onClick={() => all?.[0] && reading.mutate(all[0].id)}>{t("notifications.read")}</Button>
            </Group>
            {all?.length === 0 && <Text size="sm" c="dimmed">{t("notifications.empty")}</Text>}
            <Stack gap={4} mah="60dvh" className="notifications">
              {all?.map((one) => (
                <UnstyledButton key={one.id} p="xs" className={one.readAt ? "notification" : "notification unread"}
                  onClick={() => { close(); go(`/conversations/${one.conversationId}`); }}>
                  <Group gap="xs">
                    {one.value && <ValueShown value={one.value} />}
                    {one.stars != null && <StarsShown stars={one.stars} />}
                    <Text size="sm" fw={600}>#{one.number}</Text>
                  </Group>
                  <Text size="xs" c="dimmed">{t(`notifications.${one.kind}`)} · {moment(one.at, language)}</Text>
                  {one.comment && <Text size="sm" lineClamp={2} dir="auto">{one.comment}</Text>}
                </UnstyledButton>
              ))}
            </Stack>
          </Stack>
        </Popover.Dropdown>
      </Popover>
    </Indicator>
  );
}
