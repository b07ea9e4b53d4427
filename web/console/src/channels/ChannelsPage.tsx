import { Anchor, Button, Group, Stack, Table, Text, Title } from "@mantine/core";
import { useState } from "react";
import { Link } from "wouter";
import { Failed } from "../parts/Failed";
import { Tag } from "../parts/Tag";
import { Waiting } from "../parts/Waiting";
import { useWords } from "../words/Words";
import { useChannels } from "./channel";
import { NewChannel } from "./NewChannel";

export default function ChannelsPage() {
  const { t } = useWords();
  const { data: channels, error, refetch } = useChannels();
  const [isMaking, setMaking] = useState(false);
  return (
    <Stack p="md">
      <Group justify="space-between">
        <Title order={1} size="h3">{t("places.channels")}</Title>
        {!isMaking && <Button onClick={() => setMaking(true)}>{t("channels.new")}</Button>}
      </Group>
      {isMaking && <NewChannel onCancel={() => setMaking(false)} />}
      {error && <Failed error={error} again={() => void refetch()} />}
      {!channels && !error && <Waiting />}
      {channels?.length === 0 && <Text c="dimmed">{t("channels.empty")}</Text>}
      {channels && channels.length > 0 && (
        <Table.ScrollContainer minWidth={420}>
          <Table>
            <Table.Thead>
              <Table.Tr>{["name", "asks", "active", "agents"].map((name) => <Table.Th key={name}>{t(`channels.${name}`)}</Table.Th>)}</Table.Tr>
            </Table.Thead>
            <Table.Tbody>
              {channels.map(({ id, name, active, rating, agents }) => (
                <Table.Tr key={id}>
                  <Table.Td><Anchor component={Link} href={`/channels/${id}`}>{name}</Anchor> <Text span size="sm" c="dimmed">{id}</Text></Table.Td>
                  <Table.Td>{t(rating.askCustomer ? "yes" : "no")}</Table.Td>
                  <Table.Td><Tag colour="none">{t(active ? "yes" : "no")}</Tag></Table.Td>
                  <Table.Td>{agents.length}</Table.Td>
                </Table.Tr>
              ))}
            </Table.Tbody>
          </Table>
        </Table.ScrollContainer>
      )}
    </Stack>
  );
}
