import { Text, VisuallyHidden } from "@mantine/core";
import { useMediaQuery } from "@mantine/hooks";
import { useTable } from "@tanstack/react-table";
import { useVirtualizer } from "@tanstack/react-virtual";
import { useEffect, useMemo, useRef } from "react";
import { Failed } from "../parts/Failed";
import { Waiting } from "../parts/Waiting";
import { useWords } from "../words/Words";
import { columnNames, columnsIn, features, usual, usualOnAPhone } from "./columns";
import { ListRow } from "./ListRow";
import { useNames } from "./names";
import { useRows, type Row } from "./rows";
import { Toolbar } from "./Toolbar";
import { useView } from "./view";

const rowHeight = 42;
const ahead = 30;
const none: Row[] = [];

/** The list. Only what is in sight is in the page, however long it is. */
export default function ConversationsPage() {
  const { t, language } = useWords();
  const view = useView();
  const names = useNames();
  const { rows, inSight, data, error, refetch, hasNextPage, isFetchingNextPage, fetchNextPage } = useRows(view.filters);
  const isPhone = useMediaQuery("(max-width: 48em)", false, { getInitialValueInEffect: false });
  const shown = view.columns ?? (isPhone ? usualOnAPhone : usual);
  const columns = useMemo(() => columnsIn(t, language, names), [t, language, names]);
  const columnVisibility = useMemo(
    () => Object.fromEntries(columnNames.map((name) => [name, name === "number" || shown.includes(name)])), [shown]);
  const table = useTable({
    features, columns, data: data ? rows : none, getRowId: (row) => row.id, state: { columnVisibility },
  });

  const window = useRef<HTMLDivElement>(null);
  const all = table.getRowModel().rows;
  const virtual = useVirtualizer({
    count: all.length, getScrollElement: () => window.current, estimateSize: () => rowHeight, overscan: 6,
    // Until it is measured: about as high as everything.
    initialRect: { width: globalThis.innerWidth, height: globalThis.innerHeight },
    getItemKey: (index) => all[index]?.id ?? index,
  });
  const items = virtual.getVirtualItems();
  const [first, last] = [items[0]?.index ?? 0, items.at(-1)?.index ?? 0];
  useEffect(() => {
    inSight.current = [first, last];
    if (hasNextPage && !isFetchingNextPage && last >= all.length - ahead) void fetchNextPage();
  }, [inSight, first, last, all.length, hasNextPage, isFetchingNextPage, fetchNextPage]);
  const scrolled = useRef(view.filters);
  useEffect(() => {
    // Only what was scrolled can be elsewhere, and to ask is to lay out the page once more.
    if (scrolled.current !== view.filters) window.current?.scrollTo(0, 0);
    scrolled.current = view.filters;
  }, [view.filters]);

  const before = items[0]?.start ?? 0;
  const after = virtual.getTotalSize() - (items.at(-1)?.end ?? 0);
  return (
    <section className="list" aria-labelledby="title">
      <VisuallyHidden component="h1" id="title">{t("places.conversations")}</VisuallyHidden>
      <Toolbar view={view} names={names} shown={shown} />
      {error && <Failed error={error} again={() => void refetch()} />}
      {!data && !error && <Waiting />}
      {data && (
        <div className="window" ref={window} tabIndex={0} role="region" aria-label={t("places.conversations")}>
          <table aria-rowcount={hasNextPage ? -1 : all.length + 1}>
            <thead>
              {table.getHeaderGroups().map((group) => (
                <tr key={group.id}>
                  {group.headers.map((header) => (
                    <th key={header.id} scope="col" style={{ width: header.getSize() }}><table.FlexRender header={header} /></th>
                  ))}
                </tr>
              ))}
            </thead>
            <tbody>
              {before > 0 && <tr aria-hidden style={{ height: before }} />}
              {items.map((item) => {
                const row = all[item.index]!;
                return <ListRow key={row.id} row={row} index={item.index} columns={columns} visibility={columnVisibility}
                  address={view.address} />;
              })}
              {after > 0 && <tr aria-hidden style={{ height: after }} />}
            </tbody>
          </table>
          {all.length === 0 && <Text p="xl" ta="center" c="dimmed">{t(view.address ? "list.nothing" : "list.empty")}</Text>}
        </div>
      )}
    </section>
  );
}
