import { Stack, Tabs, Title } from "@mantine/core";
import { useWords } from "../words/Words";
import { Agents } from "./Agents";
import { Keys } from "./Keys";

export default function PeoplePage() {
  const { t } = useWords();
  return (
    <Stack p="md">
      <Title order={1} size="h3">{t("places.people")}</Title>
      <Tabs defaultValue="agents" keepMounted={false}>
        <Tabs.List>
          <Tabs.Tab value="agents">{t("people.agents")}</Tabs.Tab>
          <Tabs.Tab value="keys">{t("people.keys")}</Tabs.Tab>
        </Tabs.List>
        <Tabs.Panel value="agents" pt="md"><Agents /></Tabs.Panel>
        <Tabs.Panel value="keys" pt="md"><Keys /></Tabs.Panel>
      </Tabs>
    </Stack>
  );
}
