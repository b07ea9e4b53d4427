import { Anchor, Stack, Tabs, Title } from "@mantine/core";
import { Link } from "wouter";
import { Failed } from "../parts/Failed";
import { Waiting } from "../parts/Waiting";
import { useWords } from "../words/Words";
import { useChannel } from "./channel";
import { General } from "./General";
import { Quality } from "./Quality";

/** One channel: how it asks for ratings, and what else it is. */
export default function ChannelPage({ id }: { id: string }) {
  const { t } = useWords();
  const { data: read, error, refetch } = useChannel(id);
  if (!read) return error ? <Failed error={error} again={() => void refetch()} /> : <Waiting />;
  const part = { id, read, readAgain: () => void refetch() };
  return (
    <Stack p="md">
      <Anchor component={Link} href="/channels" size="sm">← {t("places.channels")}</Anchor>
      <Title order={1} size="h3">{read.channel.name}</Title>
      <Tabs defaultValue="quality">
        <Tabs.List>
          <Tabs.Tab value="quality">{t("quality.title")}</Tabs.Tab>
          <Tabs.Tab value="general">{t("channels.general")}</Tabs.Tab>
        </Tabs.List>
        <Tabs.Panel value="quality" pt="md"><Quality {...part} /></Tabs.Panel>
        <Tabs.Panel value="general" pt="md"><General {...part} /></Tabs.Panel>
      </Tabs>
    </Stack>
  );
}
