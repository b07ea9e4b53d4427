import { infiniteQueryOptions, useInfiniteQuery, useQueryClient, type InfiniteData } from "@tanstack/react-query";
import { useCallback, useEffect, useMemo, useRef } from "react";
import { api, ask, type Schemas } from "../api/client";
import { pageSize, type Filters } from "./filters";

export type Row = Schemas["ListedRow"];
interface Page {
  items: Row[];
  nextCursor: string | null;
}
type Loaded = InfiniteData<Page, string>;

const pageMax = 200;
/** A rating is in the list within a second of the customer's tap. */
const lookAgainMs = 700;

/** Read once, and kept up to date in place. */
export const rowsOf = (filters: Filters) => infiniteQueryOptions({
  queryKey: ["conversations", filters],
  queryFn: ({ pageParam, signal }) => fetchPage(filters, pageParam, pageSize, signal),
  initialPageParam: "",
  getNextPageParam: (page: Page) => page.nextCursor,
  staleTime: Infinity,
  refetchOnReconnect: false,
});

/** The rows of a filter, as far as they were scrolled to. What is in sight is looked at again and again; how much there
 * is besides costs nothing. */
export function useRows(filters: Filters) {
  const queries = useQueryClient();
  const options = useMemo(() => rowsOf(filters), [filters]);
  const key = options.queryKey;
  const query = useInfiniteQuery(options);
  const rows = useMemo(() => query.data?.pages.flatMap((page) => page.items) ?? [], [query.data]);

  const inSight = useRef<[first: number, last: number]>([0, 0]);
  const look = useCallback(async (signal: AbortSignal): Promise<void> => {
    const loaded = queries.getQueryData<Loaded>(key);
    if (!loaded || queries.isFetching({ queryKey: key }) > 0) return;
    for (const index of pagesAt(loaded, inSight.current)) {
      const had = loaded.pages[index]!;
      const size = Math.min(pageMax, Math.max(pageSize, had.items.length + 20));
      const page = await fetchPage(filters, loaded.pageParams[index]!, size, signal);
      queries.setQueryData<Loaded>(key, (now) => now && merge(now, index, page, size));
    }
  }, [queries, key, filters]);

  useEffect(() => {
    const end = new AbortController();
    let timer: ReturnType<typeof setTimeout>;
    const run = async (): Promise<void> => {
      // What fails is asked for again in any case.
      if (!document.hidden) await look(end.signal).catch(() => undefined);
      if (!end.signal.aborted) timer = setTimeout(() => void run(), lookAgainMs);
    };
    timer = setTimeout(() => void run(), lookAgainMs);
    return () => {
      end.abort();
      clearTimeout(timer);
    };
  }, [look]);

  return { ...query, rows, inSight };
}

function fetchPage(filters: Filters, cursor: string, limit: number, signal: AbortSignal): Promise<Page> {
  // The document says which values there are; the address may say anything, and the API refuses it by name.
  const asked = { ...filters, limit, ...(cursor && { cursor }) } as never;
  return ask(api.GET("/api/v1/conversations", { params: { query: asked }, signal })) as Promise<Page>;
}

function pagesAt({ pages }: Loaded, [first, last]: [number, number]): number[] {
  const found: number[] = [];
  let start = 0;
  pages.forEach((page, index) => {
    const end = start + page.items.length;
    // The first page is where new ones come in.
    if (index === 0 ? first < end : start <= last && end > first) found.push(index);
    start = end;
  });
  return found;
}

/** A page as it is now in the place of the page as it was. Rows that came in have pushed others out of its end: those
 * stay, because the next page begins after them. */
function merge(loaded: Loaded, index: number, page: Page, size: number): Loaded {
  const had = loaded.pages[index];
  if (!had) return loaded;
  const elsewhere = new Set(loaded.pages.flatMap((one, at) => (at === index ? [] : one.items.map(({ id }) => id))));
  const isLast = index === loaded.pages.length - 1;
  const goesOn = page.items.length === size && !(isLast && had.nextCursor === null);
  let { items } = page;
  if (goesOn) {
    const known = new Map(items.map(({ id }, at) => [id, at]));
    const lastKnown = had.items.findLastIndex(({ id }) => known.has(id));
    // So much is new that nothing is known any more: from here on it is read anew.
    if (lastKnown < 0) {
      const [pages, pageParams] = [loaded.pages.slice(0, index), loaded.pageParams.slice(0, index + 1)];
      return index === 0 ? { pages: [page], pageParams } : { pages, pageParams: pageParams.slice(0, index) };
    }
    items = [...items.slice(0, known.get(had.items[lastKnown]!.id)! + 1), ...had.items.slice(lastKnown + 1)];
  }
  items = items.filter(({ id }) => !elsewhere.has(id));
  const nextCursor = isLast && !goesOn ? page.nextCursor : had.nextCursor;
  if (nextCursor === had.nextCursor && same(had.items, items)) return loaded;
  return { ...loaded, pages: loaded.pages.with(index, { items, nextCursor }) };
}

function same(some: Row[], others: Row[]): boolean {
  return some.length === others.length && JSON.stringify(some) === JSON.stringify(others);
}
