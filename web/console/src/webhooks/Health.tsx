import { Text } from "@mantine/core";
import { moment } from "../parts/moments";
import { useWords } from "../words/Words";
import { useHealth } from "./webhook";

/** Beyond it nobody counts. */
const countMax = 1_000;

/** What a webhook was told last, since when it does not hear, and what it has missed. */
export function Health({ id }: { id: string }) {
  const { t, language } = useWords();
  const { data: health } = useHealth(id);
  if (!health) return null;
  const { newest, failingSince, waiting, dead } = health;
  const counted = (count: number): string => new Intl.NumberFormat(language).format(count) + (count === countMax ? "+" : "");
  return (
    <dl className="facts">
      <dt>{t("webhooks.newest")}</dt>
      <dd>{newest ? `${newest.type} · ${t(`webhooks.state.${newest.state}`)} · ${moment(newest.lastAttemptAt ?? newest.occurredAt, language)}` : "–"}</dd>
      {failingSince && <><dt>{t("webhooks.failing")}</dt><dd><Text span inherit className="bad">{moment(failingSince, language)}</Text></dd></>}
      <dt>{t("webhooks.waiting")}</dt><dd>{counted(waiting)}</dd>
      <dt>{t("webhooks.dead")}</dt><dd>{dead > 0 ? <Text span inherit className="bad">{counted(dead)}</Text> : counted(dead)}</dd>
    </dl>
  );
}
