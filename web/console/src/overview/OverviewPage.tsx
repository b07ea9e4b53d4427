import { Group, NativeSelect, Paper, SimpleGrid, Stack, Text, Title } from "@mantine/core";
import { useMemo } from "react";
import { useSearchParams } from "wouter";
import { useNames } from "../conversations/names";
import { Failed } from "../parts/Failed";
import { Waiting } from "../parts/Waiting";
import { useWords } from "../words/Words";
import { chartsOf } from "./charts";
import { reviewsOf, useDays, type Day } from "./days";
import { Figure } from "./Figure";

/** How it goes today, as it happens, and how it went in the last 30 days. */
export default function OverviewPage() {
  const { t, language } = useWords();
  const [search, setSearch] = useSearchParams();
  const { channels } = useNames();
  const channel = search.get("channel");
  const { days, error, refetch } = useDays(channel);
  const charts = useMemo(() => days && chartsOf(days, t, language), [days, t, language]);
  return (
    <Stack p="md">
      <Group justify="space-between" align="flex-end">
        <Title order={1} size="h3">{t("places.overview")}</Title>
        <NativeSelect aria-label={t("filter.channel")} value={channel ?? ""}
          data={[{ value: "", label: t("overview.all") }, ...channels.map(({ id, name }) => ({ value: id, label: name }))]}
          onChange={(event) => setSearch(event.currentTarget.value ? { channel: event.currentTarget.value } : {}, { replace: true })} />
      </Group>
      {error && <Failed error={error} again={() => void refetch()} />}
      {!days && !error && <Waiting />}
      {days && <Today day={days.at(-1)!} />}
      {charts && (
        <section aria-labelledby="days">
          <Title order={2} size="h4" id="days" mb="xs">{t("period.last30Days")}</Title>
          <SimpleGrid cols={{ base: 1, lg: 2 }} className="figures">
            {charts.map((chart) => <Figure key={chart.id} chart={chart} />)}
          </SimpleGrid>
        </section>
      )}
    </Stack>
  );
}

function Today({ day }: { day: Day }) {
  const { t, language } = useWords();
  const number = new Intl.NumberFormat(language, { maximumFractionDigits: 1 });
  const percent = new Intl.NumberFormat(language, { style: "percent" });
  const reviewed = reviewsOf(day);
  return (
    <section aria-labelledby="today">
      <Title order={2} size="h4" id="today" mb="xs">{t("period.today")}</Title>
      <SimpleGrid cols={{ base: 2, md: 4 }}>
        <Tile name={t("overview.finished")} value={number.format(day.conversations)} />
        <Tile name={t("figure.likes")} value={`${number.format(day.likes)} / ${number.format(day.dislikes)}`} />
        <Tile name={t("overview.share")} value={day.likeShare == null ? "–" : percent.format(day.likeShare)}
          more={day.likeShareLow != null && day.likeShareHigh != null
            ? t("overview.interval", { low: percent.format(day.likeShareLow), high: percent.format(day.likeShareHigh) }) : undefined} />
        <Tile name={t("overview.stars")} value={day.starsMean == null ? "–" : `${number.format(day.starsMean)} ★`}
          more={reviewed > 0 ? t("overview.reviews", { count: reviewed }) : undefined} />
      </SimpleGrid>
    </section>
  );
}

function Tile({ name, value, more }: { name: string; value: string; more?: string | undefined }) {
  return (
    <Paper withBorder p="md" role="group" aria-label={name}>
      <Text size="sm" c="dimmed">{name}</Text>
      <Text size="xl" fw={700} className="value">{value}</Text>
      {more && <Text size="xs" c="dimmed">{more}</Text>}
    </Paper>
  );
}
