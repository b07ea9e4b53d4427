import { Paper, ScrollArea, Table, Text, Title } from "@mantine/core";
import { useState } from "react";
import { useWords } from "../words/Words";
import type { Chart } from "./chart";
import { Plot } from "./Plot";

/** A chart with what its colours mean, the day that is pointed at, and the same as a table. */
export function Figure({ chart }: { chart: Chart }) {
  const { t } = useWords();
  const [pointed, point] = useState<number | null>(null);
  const { id, title, sum, days, series, besides, format } = chart;
  const isEmpty = series.every(({ values }) => values.every((value) => !value));
  const said = (value: number | null | undefined): string => (value == null ? "–" : format(value));
  const columns = [...series, ...besides];
  return (
    <Paper withBorder p="md" component="section" aria-labelledby={id} className="figure">
      <Title order={2} size="h5" id={id}>{title}</Title>
      <Text size="sm" c="dimmed">{sum}</Text>
      {isEmpty ? <Text c="dimmed" mt="sm">{t("overview.nothing")}</Text> : <>
        <ul className="legend" aria-hidden>
          {series.map(({ name, colour, values }) => (
            <li key={name}><span className={`swatch ${colour}`} />{name}{pointed !== null && <b>{said(values[pointed])}</b>}</li>
          ))}
          {series.map(({ betweenName, colour }) => betweenName && <li key={betweenName}><span className={`swatch faint ${colour}`} />{betweenName}</li>)}
          {pointed !== null && besides.map(({ name, values }) => <li key={name}>{name}<b>{said(values[pointed])}</b></li>)}
          {pointed !== null && <li className="when">{days[pointed]}</li>}
        </ul>
        <Plot chart={chart} label={`${title}. ${sum}`} onDay={point} />
        <details>
          <summary>{t("overview.table")}</summary>
          <ScrollArea.Autosize mah={280} viewportProps={{ tabIndex: 0, role: "region", "aria-label": title }}>
            <Table stickyHeader fz="xs">
              <Table.Thead>
                <Table.Tr><Table.Th scope="col">{t("overview.day")}</Table.Th>
                  {columns.map(({ name }) => <Table.Th key={name} scope="col" ta="end">{name}</Table.Th>)}</Table.Tr>
              </Table.Thead>
              <Table.Tbody>
                {days.map((day, at) => (
                  <Table.Tr key={day}><Table.Th scope="row" fw={400} className="when">{day}</Table.Th>
                    {columns.map(({ name, values }) => <Table.Td key={name} ta="end">{said(values[at])}</Table.Td>)}</Table.Tr>
                )).reverse()}
              </Table.Tbody>
            </Table>
          </ScrollArea.Autosize>
        </details>
      </>}
    </Paper>
  );
}
