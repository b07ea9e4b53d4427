import { Alert, Button, Group, Paper, Stack, Text } from "@mantine/core";
import { Refused } from "../api/client";
import { useWords } from "../words/Words";
import type { Saving as Mutation } from "./channel";

/** Saves what was changed, or says why it was not. */
export function Saving({ saving, isChanged, isWrong, onDiscard, readAgain }: {
  saving: Mutation; isChanged: boolean; isWrong: boolean; onDiscard(): void; readAgain(): void;
}) {
  const { t } = useWords();
  const isOvertaken = saving.error instanceof Refused && saving.error.status === 412;
  const said = saving.error instanceof Refused ? Object.entries(saving.error.errors) : [];
  return (
    <Paper withBorder p="sm" mt="md" className="saving">
      <Stack gap="xs">
        {saving.error && (
          <Alert color="red" role="alert" title={t(isOvertaken ? "quality.overtaken" : "failed")}>
            {said.length > 0 ? said.map(([field, problems]) => <div key={field}>{field}: {problems.join(" ")}</div>) : saving.error.message}
            {isOvertaken && <Button size="compact-sm" variant="default" onClick={() => { saving.reset(); readAgain(); }}>{t("quality.readAgain")}</Button>}
          </Alert>
        )}
        <Group>
          <Button type="submit" disabled={!isChanged || isWrong} loading={saving.isPending}>{t("save")}</Button>
          <Button variant="default" disabled={!isChanged} onClick={() => { saving.reset(); onDiscard(); }}>{t("discard")}</Button>
          {saving.isSuccess && !isChanged && <Text size="sm" c="dimmed" role="status">{t("saved")}</Text>}
        </Group>
      </Stack>
    </Paper>
  );
}
