import { Alert, Button, Group, NativeSelect, Stack, Text } from "@mantine/core";
import { useState } from "react";
import { api, ask } from "../api/client";
import { Once } from "../parts/Once";
import { useWords } from "../words/Words";
import { useDeed } from "./webhook";

const spans = ["PT0S", "PT1H", "P1D", "P7D", "P30D"] as const;

/** A new secret; for a time the former one signs as well, so that the receiver can change in peace. */
export function Rotation({ id }: { id: string }) {
  const { t } = useWords();
  const [keepFormerFor, keep] = useState<string>("P1D");
  const rotate = useDeed(() => ask(api.POST("/api/v1/webhooks/{webhookId}/secret", {
    params: { path: { webhookId: id } }, body: { keepFormerFor },
  })));
  return (
    <Stack gap="xs">
      <Text size="sm" c="dimmed">{t("webhooks.about.secret")}</Text>
      <Group align="flex-end">
        <NativeSelect label={t("webhooks.keep")} value={keepFormerFor} data={spans.map((value) => ({ value, label: t(`webhooks.span.${value}`) }))}
          onChange={(event) => keep(event.currentTarget.value)} />
        <Button loading={rotate.isPending} onClick={() => rotate.mutate(undefined)}>{t("webhooks.makeSecret")}</Button>
      </Group>
      {rotate.error && <Alert color="red" role="alert">{rotate.error.message}</Alert>}
      {rotate.data && <Once title={t("webhooks.once")} secret={rotate.data.secret} />}
    </Stack>
  );
}
