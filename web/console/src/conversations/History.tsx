import { Paper, Text, Title } from "@mantine/core";
import { Failed } from "../parts/Failed";
import { moment } from "../parts/moments";
import { StarsShown } from "../parts/Stars";
import { ValueShown } from "../parts/Value";
import { useWords } from "../words/Words";
import { useHistory, type Conversation, type Entry } from "./conversation";

/** Every rating ever given, changed or refused, and every request, with the reasons. */
export function History({ conversation: { id, version } }: { conversation: Conversation }) {
  const { t } = useWords();
  const { data: entries, error } = useHistory(id, version, true);
  return (
    <Paper withBorder p="md" component="section" aria-labelledby="history">
      <Title order={2} size="h5" id="history" mb="xs">{t("history.title")}</Title>
      {error && <Failed error={error} />}
      {entries?.length === 0 && <Text size="sm" c="dimmed">{t("history.empty")}</Text>}
      <ol className="history">
        {entries?.map((entry, index) => <Line key={index} entry={entry} />)}
      </ol>
    </Paper>
  );
}

function Line({ entry }: { entry: Entry }) {
  const { t, language } = useWords();
  return (
    <li>
      <Text size="sm" fw={600}>{t(`history.${entry.kind}.${entry.what}`, { defaultValue: `${entry.kind} ${entry.what}` })}</Text>
      {entry.value && <ValueShown value={entry.value} />}
      {entry.stars != null && <StarsShown stars={entry.stars} />}
      {entry.comment && <Text size="sm" dir="auto" className="comment">{entry.comment}</Text>}
      {entry.reason && <Text size="sm">{t(`reason.${entry.reason}`)}</Text>}
      <Text size="xs" c="dimmed">{moment(entry.at, language)}{entry.kind === "supervisor" && ` · ${entry.by}`}</Text>
    </li>
  );
}
