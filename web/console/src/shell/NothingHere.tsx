import { Anchor, Stack, Text, Title } from "@mantine/core";
import { Link } from "wouter";
import { useWords } from "../words/Words";

/** An address that leads nowhere, or nowhere for this role. */
export function NothingHere() {
  const { t } = useWords();
  return (
    <Stack p="xl" align="flex-start">
      <Title order={1} size="h2">{t("nothingHere.title")}</Title>
      <Text>{t("nothingHere.text")}</Text>
      <Anchor component={Link} href="/">{t("nothingHere.home")}</Anchor>
    </Stack>
  );
}
