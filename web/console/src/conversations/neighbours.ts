import { useHotkeys } from "@mantine/hooks";
import { useSearchParams, useLocation } from "wouter";
import { useEffect, useMemo, useRef } from "react";
import { readFilters } from "./filters";
import { useRows } from "./rows";

/** The conversations before and after this one in the filtered list, by key too: j or → is the next, k or ← the one
 * before. */
export function useNeighbours(id: string) {
  const [search] = useSearchParams();
  const [, go] = useLocation();
  const address = search.toString();
  const filters = useMemo(() => readFilters(new URLSearchParams(address)), [address]);
  const { rows, inSight, hasNextPage, isFetchingNextPage, fetchNextPage } = useRows(filters);
  const found = rows.findIndex((row) => row.id === id);
  // What is rated may no longer be in the list; the next one is in its place then.
  const last = useRef(-1);
  useEffect(() => {
    if (found >= 0) last.current = found;
  }, [found]);
  const isGone = found < 0 && last.current >= 0;
  const place = isGone ? last.current : found;
  const isAtEnd = place >= 0 && place >= rows.length - 3;
  useEffect(() => {
    inSight.current = [place, place];
    if (isAtEnd && hasNextPage && !isFetchingNextPage) void fetchNextPage();
  }, [inSight, place, isAtEnd, hasNextPage, isFetchingNextPage, fetchNextPage]);

  const to = (row: { id: string } | undefined) => row && `/conversations/${row.id}${address && `?${address}`}`;
  const next = place < 0 ? undefined : to(rows[isGone ? place : place + 1]);
  const previous = place < 1 ? undefined : to(rows[place - 1]);
  const toNext = (): void => { if (next) go(next); };
  const toPrevious = (): void => { if (previous) go(previous); };
  useHotkeys([["j", toNext], ["ArrowRight", toNext], ["k", toPrevious], ["ArrowLeft", toPrevious]]);
  return { next, previous, back: `/conversations${address && `?${address}`}` };
}
