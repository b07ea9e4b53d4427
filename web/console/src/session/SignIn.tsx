import { Alert, Button, Center, Divider, Paper, PasswordInput, Stack, Text, Title } from "@mantine/core";
import { useState, type FormEvent } from "react";
import { Refused } from "../api/client";
import { Preferences } from "../shell/Preferences";
import { useWords } from "../words/Words";
import { ProviderButton } from "./ProviderButton";
import { provider } from "./provider";

/** Offers the provider, where there is one, and asks for a key. That goes nowhere but to the API, and is forgotten with
 * the tab.
 * @param byProvider Whether the problem is one of somebody who came from the provider. */
export function SignIn({ problem, byProvider, onKey }: {
  problem: Error | null; byProvider: boolean; onKey(key: string): void;
}) {
  const { t } = useWords();
  const [key, setKey] = useState("");

  const submit = (event: FormEvent): void => {
    event.preventDefault();
    if (key.trim()) onKey(key.trim());
  };
  const said = !problem ? null
    : !(problem instanceof Refused) ? (provider ? t("signIn.notDone", { reason: problem.message }) : problem.message)
    : problem.status === 401 ? t(byProvider ? "signIn.over" : "signIn.wrong")
    : problem.code === "noRole" ? t("signIn.noRole")
    : problem.status === 403 && !byProvider ? t("signIn.noPerson") : problem.message;
  return (
    <Center mih="100dvh" p="md" component="main">
      <Paper withBorder p="xl" radius="lg" w="100%" maw={420}>
        <form onSubmit={submit}>
          <Stack>
            <Title order={1} size="h2">RatingGrains</Title>
            <Text c="dimmed">{t("signIn.about")}</Text>
            {said && <Alert color="red" role="alert">{said}</Alert>}
            {provider && <ProviderButton again={problem instanceof Refused && problem.status === 403} />}
            {provider && <Divider label={t("signIn.orKey")} />}
            <PasswordInput label={t("signIn.key")} description={t("signIn.kept")} value={key} required
              withAsterisk={false} autoFocus={!provider}
              autoComplete="off" onChange={(event) => setKey(event.currentTarget.value)}
              visibilityToggleButtonProps={{ "aria-label": t("signIn.show") }} />
            <Button type="submit" variant={provider ? "default" : "filled"}>{t("signIn.go")}</Button>
            <Text size="sm" c="dimmed">{t("signIn.first")}</Text>
            <Preferences />
          </Stack>
        </form>
      </Paper>
    </Center>
  );
}
