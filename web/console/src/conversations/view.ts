import { useCallback, useMemo } from "react";
import { useSearchParams } from "wouter";
import { readFilters, write, type Filters } from "./filters";

const columnsName = "columns";

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
