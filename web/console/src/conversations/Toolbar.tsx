import { Button, Checkbox, Collapse, Group, Menu, MultiSelect, NativeSelect, Popover, Stack, TextInput } from "@mantine/core";
import { useDisclosure } from "@mantine/hooks";
import { memo, useEffect, useState } from "react";
import { dayOf, startOf } from "../parts/moments";
import { useWords } from "../words/Words";
import { columnNames } from "./columns";
import { download, type Format } from "./download";
import type { SeveralName } from "./filters";
import type { useNames } from "./names";
import type { View } from "./view";

const statuses = ["new", "accepted", "waitingForAgent", "waitingForCustomer", "closing", "closed", "spam"];
const reasons = [
  "featureOff", "channelInactive", "spam", "disabled", "alreadyRated", "connectorCannotSend", "deliveryFailed",
  "customerWroteOn", "superseded",
];
const sorts = ["-openedAt", "openedAt", "-closedAt", "customerRating", "supervisorRating"];
const stars = ["1", "2", "3", "4", "5"];
const searchMin = 3;
const settledMs = 250;

interface Props {
  view: View;
  names: ReturnType<typeof useNames>;
  shown: string[];
}

/** Everything that narrows the list down, and what can be done with the rest. Scrolling does not touch it. */
export const Toolbar = memo(function Toolbar({ view, names, shown }: Props) {
  const { t } = useWords();
  const { filters, filter } = view;
  const hasMore = (["agent", "team", "channel", "connector", "reason", "from", "to"] as const).some((name) => filters[name]);
  const [isMore, { toggle }] = useDisclosure(hasMore);
  // Most never look at them.
  const [wasMore, setWasMore] = useState(isMore);
  if (isMore && !wasMore) setWasMore(true);

  const several = (name: SeveralName, data: { value: string; label: string }[]) => (
    <MultiSelect key={name} size="xs" label={t(`filter.${name}`)} placeholder={filters[name] ? undefined : t("filter.all")}
      data={data} value={filters[name] ?? []} onChange={(values) => filter({ [name]: values })} clearable searchable
      nothingFoundMessage={t("filter.nothing")} className="filter" />
  );
  const words = (group: string, values: readonly string[]) => values.map((value) => ({ value, label: t(`${group}.${value}`) }));
  const own = (values: { id: string; name: string }[]) => values.map(({ id, name }) => ({ value: id, label: name }));
  const unrated = { value: "none", label: t("filter.unrated") };

  return (
    <Stack gap="xs" p="sm" className="toolbar">
      <Group gap="xs" align="flex-end">
        <Search view={view} />
        {several("customerRating", [...words("value", ["like", "dislike"]), unrated])}
        {several("supervisorRating", [...stars.map((value) => ({ value, label: `${value} ★` })), unrated])}
        {several("status", words("status", statuses))}
        <NativeSelect size="xs" label={t("sort.label")} value={filters.sort ?? sorts[0]} data={words("sort", sorts)}
          onChange={(event) => filter({ sort: event.currentTarget.value === sorts[0] ? "" : event.currentTarget.value })} />
        <Button size="xs" variant={hasMore ? "light" : "default"} onClick={toggle} aria-expanded={isMore}>{t("filter.more")}</Button>
        <Group gap="xs" className="deeds">
          {(view.address !== "") && <Button size="xs" variant="subtle" onClick={view.clear}>{t("filter.clear")}</Button>}
          <Columns view={view} shown={shown} />
          <ExportMenu view={view} />
        </Group>
      </Group>
      <Collapse expanded={isMore}>
        {wasMore && <Group gap="xs" align="flex-end">
          {several("agent", own(names.agents))}
          {several("team", names.teams.map((team) => ({ value: team, label: team })))}
          {several("channel", own(names.channels))}
          {several("connector", ["liveChat", "network", "telegram", "whatsapp", "messenger", "instagram", "viber", "vk", "chatwoot"]
            .map((value) => ({ value, label: value })))}
          {several("reason", words("reason", reasons))}
          <TextInput size="xs" type="date" label={t("filter.from")} value={dayOf(filters.from)}
            onChange={(event) => filter({ from: startOf(event.currentTarget.value) ?? "" })} />
          <TextInput size="xs" type="date" label={t("filter.to")} value={dayBefore(filters.to)}
            onChange={(event) => filter({ to: startOf(event.currentTarget.value, 1) ?? "" })} />
        </Group>}
      </Collapse>
    </Stack>
  );
});

/** Typed first, searched when the typing rests. */
function Search({ view }: { view: View }) {
  const { t } = useWords();
  const inView = view.filters.q ?? "";
  const [text, setText] = useState(inView);
  useEffect(() => setText(inView), [inView]);
  const wanted = text.trim();
  const isShort = wanted !== "" && wanted.length < searchMin && !/^\d+$/.test(wanted);
  useEffect(() => {
    if (isShort || wanted === inView) return;
    const timer = setTimeout(() => view.filter({ q: wanted }), settledMs);
    return () => clearTimeout(timer);
  });
  return (
    <TextInput size="xs" type="search" label={t("search.label")} placeholder={t("search.what")} value={text} className="search"
      error={isShort ? t("search.short") : undefined} onChange={(event) => setText(event.currentTarget.value)} />
  );
}

function Columns({ view, shown }: { view: View; shown: string[] }) {
  const { t } = useWords();
  return (
    <Popover position="bottom-end" withinPortal trapFocus>
      <Popover.Target><Button size="xs" variant="default">{t("columns")}</Button></Popover.Target>
      <Popover.Dropdown>
        <Checkbox.Group value={shown} onChange={(chosen) => view.showColumns(columnNames.filter((name) => chosen.includes(name)))}>
          <Stack gap={6}>
            {columnNames.map((name) => (
              // Where a row leads is its number.
              <Checkbox key={name} value={name} size="xs" label={t(`column.${name}`)} disabled={name === "number"} />
            ))}
            <Button size="compact-xs" variant="subtle" onClick={() => view.showColumns(null)}>{t("usual")}</Button>
          </Stack>
        </Checkbox.Group>
      </Popover.Dropdown>
    </Popover>
  );
}

function ExportMenu({ view }: { view: View }) {
  const { t } = useWords();
  const [isBusy, setBusy] = useState(false);
  const [failed, setFailed] = useState("");
  const save = async (format: Format): Promise<void> => {
    setBusy(true);
    setFailed("");
    await download(view.filters, format).catch((error: Error) => setFailed(error.message));
    setBusy(false);
  };
  return (
    <Menu position="bottom-end">
      <Menu.Target><Button size="xs" variant="default" loading={isBusy} title={failed || undefined} color={failed ? "red" : undefined}>
        {failed ? t("export.failed") : t("export.label")}
      </Button></Menu.Target>
      <Menu.Dropdown>
        <Menu.Item onClick={() => void save("xlsx")}>{t("export.xlsx")}</Menu.Item>
        <Menu.Item onClick={() => void save("csv")}>{t("export.csv")}</Menu.Item>
      </Menu.Dropdown>
    </Menu>
  );
}

/** The last day that is in; the address has the first moment that is not. */
function dayBefore(to: string | undefined): string {
  return to ? dayOf(new Date(Date.parse(to) - 1).toISOString()) : "";
}
