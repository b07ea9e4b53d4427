import { Paper, SimpleGrid, Text } from "@mantine/core";
import { useQuery } from "@tanstack/react-query";
import { api, ask, type Schemas } from "../api/client";
import { useWords } from "../words/Words";

type Figures = Schemas["FigureView"];

/** The agent's own ratings in figures. */
export function Own({ agent }: { agent: string }) {
  const { t } = useWords();
  const zone = Intl.DateTimeFormat().resolvedOptions().timeZone;
  const { data } = useQuery({
    queryKey: ["summary", agent], refetchInterval: 30_000,
    queryFn: ({ signal }) => ask(api.GET("/api/v1/agents/{agentId}/summary", {
      params: { path: { agentId: agent }, query: { zone } }, signal,
    })),
  });
  if (!data) return null;
  return (
    <SimpleGrid cols={{ base: 1, xs: 3 }}>
      {(["today", "last7Days", "last30Days"] as const).map((period) => (
        <Paper key={period} withBorder p="md">
          <Text size="sm" c="dimmed">{t(`period.${period}`)}</Text>
          <Figure figures={data[period]} />
        </Paper>
      ))}
    </SimpleGrid>
  );
}

export function Figure({ figures }: { figures: Figures }) {
  const { t, language } = useWords();
  const number = new Intl.NumberFormat(language, { maximumFractionDigits: 1 });
  const percent = new Intl.NumberFormat(language, { style: "percent" });
  return (
    <dl className="facts">
      <dt>{t("figure.conversations")}</dt><dd>{number.format(figures.conversations)}</dd>
      {figures.likes != null && <><dt>{t("figure.likes")}</dt>
        <dd>{number.format(figures.likes)} / {number.format(figures.dislikes ?? 0)}
          {figures.likeShare != null && ` · ${percent.format(figures.likeShare)}`}</dd></>}
      <dt>{t("figure.stars")}</dt><dd>{figures.starsMean == null ? "–" : `★ ${number.format(figures.starsMean)}`}</dd>
    </dl>
  );
}
