import { Button, Group, Paper, Stack, Text, Title } from "@mantine/core";
import { useState } from "react";
import { api, ask } from "../api/client";
import { Failed } from "../parts/Failed";
import { Once } from "../parts/Once";
import { Waiting } from "../parts/Waiting";
import { useWords } from "../words/Words";
import { Subscription } from "./Subscription";
import { bodyOf, useDeed, useWebhooks, type Wish } from "./webhook";
import { WishForm } from "./WishForm";

const blank: Wish = { url: "", events: ["rating.*"], channels: [], description: null, enabled: true };

/** Systems of others that are told what happens, and whether they hear it. */
export default function WebhooksPage() {
  const { t } = useWords();
  const { data: all, error, refetch } = useWebhooks();
  const [isMaking, setMaking] = useState(false);
  const make = useDeed((wish: Wish) => ask(api.POST("/api/v1/webhooks", { body: bodyOf(wish) })));
  return (
    <Stack p="md">
      <Group justify="space-between">
        <Title order={1} size="h3">{t("places.webhooks")}</Title>
        {!isMaking && <Button onClick={() => { make.reset(); setMaking(true); }}>{t("webhooks.new")}</Button>}
      </Group>
      <Text c="dimmed">{t("webhooks.about.all")}</Text>
      {isMaking && (
        <Paper withBorder p="md">
          <WishForm start={blank} action={t("webhooks.make")} isPending={make.isPending} error={make.error}
            onSubmit={(wish) => make.mutate(wish, { onSuccess: () => setMaking(false) })} onCancel={() => setMaking(false)} />
        </Paper>
      )}
      {make.data && <Once title={t("webhooks.once")} secret={make.data.secret} />}
      {error && <Failed error={error} again={() => void refetch()} />}
      {!all && !error && <Waiting />}
      {all?.length === 0 && !isMaking && <Text>{t("webhooks.empty")}</Text>}
      {all?.map((webhook) => <Subscription key={webhook.id} webhook={webhook} />)}
    </Stack>
  );
}
