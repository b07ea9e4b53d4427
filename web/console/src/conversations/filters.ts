import { useCallback, useMemo } from "react";
import { useSearchParams } from "wouter";

/** The filters have the names that they have in the API, and stand in the address: what is looked at can be kept as a
 * bookmark, sent to somebody, and gone back to. */
export const several = ["customerRating", "supervisorRating", "status", "agent", "team", "channel", "connector", "reason"] as const;
const single = ["from", "to", "q", "sort"] as const;
const columnsName = "columns";

export type SeveralName = (typeof several)[number];
export type SingleName = (typeof single)[number];
export type Filters = { [name in SeveralName]?: string[] } & { [name in SingleName]?: string };

export function readFilters(search: URLSearchParams): Filters {
  const filters: Filters = {};
  for (const name of several) {
    const values = search.get(name)?.split(",").filter(Boolean);
    if (values?.length) filters[name] = values;
  }
  for (const name of single) {
    const value = search.get(name);
    if (value) filters[name] = value;
  }
  return filters;
}

/** As the address and the API write them. */
export function write(filters: Filters): URLSearchParams {
  const written = new URLSearchParams();
  for (const name of several) {
    if (filters[name]?.length) written.set(name, filters[name].join(","));
  }
  for (const name of single) {
    if (filters[name]) written.set(name, filters[name]);
  }
  return written;
}

export interface View {
  filters: Filters;
  /** The columns that were chosen; null: those that are shown unasked. */
  columns: string[] | null;
  /** The whole view as it stands in an address. */
  address: string;
  filter(change: Filters): void;
  showColumns(columns: string[] | null): void;
  clear(): void;
}

export function useView(): View {
  const [search, setSearch] = useSearchParams();
  const address = search.toString();
  const filters = useMemo(() => readFilters(new URLSearchParams(address)), [address]);
  const chosen = search.get(columnsName);
  const columns = useMemo(() => chosen?.split(",").filter(Boolean) ?? null, [chosen]);

  const change = useCallback((filters: Filters, columns: string[] | null) => {
    const written = write(filters);
    if (columns) written.set(columnsName, columns.join(","));
    setSearch(written, { replace: true });
  }, [setSearch]);

  return useMemo(() => ({
    filters,
    columns,
    address: address && `?${address}`,
    filter: (changed) => change({ ...filters, ...changed }, columns),
    showColumns: (shown) => change(filters, shown),
    clear: () => change({}, columns),
  }), [filters, columns, address, change]);
}
