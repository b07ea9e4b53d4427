import { Alert, Button, Code, Group, Paper, Stack, Text, Title } from "@mantine/core";
import { useState } from "react";
import { api, ask } from "../api/client";
import { moment } from "../parts/moments";
import { Tag } from "../parts/Tag";
import { useWords } from "../words/Words";
import { Deliveries } from "./Deliveries";
import { Health } from "./Health";
import { Rotation } from "./Rotation";
import { bodyOf, useDeed, type Webhook, type Wish } from "./webhook";
import { WishForm } from "./WishForm";

type Open = "change" | "secret" | "deliveries" | "delete" | null;

/** One webhook: how it is doing, and all that can be done about it. */
export function Subscription({ webhook }: { webhook: Webhook }) {
  const { t, language } = useWords();
  const [open, setOpen] = useState<Open>(null);
  const path = { params: { path: { webhookId: webhook.id } } };
  const change = useDeed((wish: Wish) => ask(api.PUT("/api/v1/webhooks/{webhookId}", { ...path, body: bodyOf(wish) })));
  const test = useDeed(() => ask(api.POST("/api/v1/webhooks/{webhookId}/test", path)));
  const remove = useDeed(() => ask(api.DELETE("/api/v1/webhooks/{webhookId}", path)));
  const toggle = (what: Open): void => {
    change.reset();
    setOpen(open === what ? null : what);
  };
  const button = (what: Exclude<Open, null>, label: string) => (
    <Button size="compact-sm" variant="default" aria-expanded={open === what} onClick={() => toggle(what)}>{label}</Button>
  );
  const heading = `webhook-${webhook.id}`;
  return (
    <Paper withBorder p="md" component="section" aria-labelledby={heading}>
      <Stack gap="sm">
        <Group gap="xs">
          <Title order={2} size="h5" id={heading} className="address">{webhook.url}</Title>
          <Tag colour={webhook.enabled ? "teal" : "gray"}>
            {t(webhook.enabled ? "webhooks.on" : webhook.stopped ? "webhooks.stopped" : "webhooks.paused")}</Tag>
        </Group>
        {webhook.description && <Text size="sm" dir="auto">{webhook.description}</Text>}
        <Group gap={6}>{webhook.events.map((name) => <Code key={name}>{name}</Code>)}
          {webhook.channels.length > 0 && <Text size="sm" c="dimmed">{t("webhooks.channels")}: {webhook.channels.join(", ")}</Text>}</Group>
        {webhook.stopped && <Alert color="orange">{t("webhooks.gone")}</Alert>}
        <Health id={webhook.id} />
        {webhook.formerSecretUntil && <Text size="sm" c="dimmed">{t("webhooks.former", { at: moment(webhook.formerSecretUntil, language) })}</Text>}
        <Group gap="xs">
          {button("deliveries", t("webhooks.deliveries"))}
          <Button size="compact-sm" variant="default" loading={test.isPending} onClick={() => test.mutate(undefined)}>{t("webhooks.test")}</Button>
          {button("change", t("people.change"))}
          <Button size="compact-sm" variant="default" loading={change.isPending && open !== "change"}
            onClick={() => change.mutate({ ...webhook, enabled: !webhook.enabled })}>{t(webhook.enabled ? "webhooks.pause" : "webhooks.resume")}</Button>
          {button("secret", t("webhooks.rotate"))}
          {open === "delete"
            ? <>
              <Button size="compact-sm" color="red" loading={remove.isPending} onClick={() => remove.mutate(undefined)}>{t("keys.sure")}</Button>
              <Button size="compact-sm" variant="default" onClick={() => toggle("delete")}>{t("no")}</Button>
            </>
            : <Button size="compact-sm" variant="default" onClick={() => toggle("delete")}>{t("keys.delete")}</Button>}
        </Group>
        {test.data && (
          <Alert color={test.data.delivered ? "teal" : "red"} role="status" withCloseButton closeButtonLabel={t("cancel")} onClose={() => test.reset()}>
            {test.data.delivered ? t("webhooks.heard", { status: test.data.status }) : t("webhooks.unheard", { error: test.data.error })}</Alert>
        )}
        {[test.error, remove.error, open === "change" ? null : change.error].map((error) => error && (
          <Alert key={error.message} color="red" role="alert">{error.message}</Alert>))}
        {open === "change" && (
          <WishForm start={webhook} action={t("save")} isPending={change.isPending} error={change.error} onCancel={() => toggle("change")}
            onSubmit={(wish) => change.mutate({ ...wish, enabled: webhook.enabled }, { onSuccess: () => setOpen(null) })} />
        )}
        {open === "secret" && <Rotation id={webhook.id} />}
        {open === "deliveries" && <Deliveries id={webhook.id} />}
      </Stack>
    </Paper>
  );
}
