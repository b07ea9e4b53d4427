import { Alert, Button, Center, Paper, PasswordInput, Stack, Text, Title } from "@mantine/core";
import { useState, type FormEvent } from "react";
import { useTranslation } from "react-i18next";
import { Refused } from "../api/client";
import { Preferences } from "../shell/Preferences";

/** Asks for a key. It goes nowhere but to the API, and is forgotten with the tab. */
export function SignIn({ problem, onKey }: { problem: Error | null; onKey(key: string): void }) {
  const { t } = useTranslation();
  const [key, setKey] = useState("");

  const submit = (event: FormEvent): void => {
    event.preventDefault();
    if (key.trim()) onKey(key.trim());
  };
  const said = !problem ? null
    : problem instanceof Refused && problem.status === 401 ? t("signIn.wrong")
    : problem instanceof Refused && problem.status === 403 ? t("signIn.noPerson") : problem.message;
  return (
    <Center mih="100dvh" p="md" component="main">
      <Paper withBorder p="xl" radius="lg" w="100%" maw={420}>
        <form onSubmit={submit}>
          <Stack>
            <Title order={1} size="h2">RatingGrains</Title>
            <Text c="dimmed">{t("signIn.about")}</Text>
            {said && <Alert color="red" role="alert">{said}</Alert>}
            <PasswordInput label={t("signIn.key")} description={t("signIn.kept")} value={key} required
              withAsterisk={false} autoFocus
              autoComplete="off" onChange={(event) => setKey(event.currentTarget.value)}
              visibilityToggleButtonProps={{ "aria-label": t("signIn.show") }} />
            <Button type="submit">{t("signIn.go")}</Button>
            <Text size="sm" c="dimmed">{t("signIn.first")}</Text>
            <Preferences />
          </Stack>
        </form>
      </Paper>
    </Center>
  );
}
