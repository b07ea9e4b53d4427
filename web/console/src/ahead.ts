import type { QueryClient } from "@tanstack/react-query";
import { readFilters } from "./conversations/filters";
import { rowsOf } from "./conversations/rows";
import { pages } from "./pages";
import { keptKey } from "./session/key";

const oneOf: Record<string, () => Promise<unknown>> = { conversations: pages.conversation, channels: pages.channel };

/** Begins to fetch what the address is going to show, beside the question who is signed in: one after the other would take
 * as long again. What fails here is asked for again by the page, which tells of it too. */
export function fetchAhead(queries: QueryClient): void {
  const [, place, id] = location.pathname.split("/");
  // Most come in by the list.
  const name = place || "conversations";
  const script = id ? oneOf[name] : Object.entries(pages).find(([page]) => page === name)?.[1];
  void script?.().catch(() => undefined);
  if (name === "conversations" && !id && keptKey())
    void queries.prefetchInfiniteQuery(rowsOf(readFilters(new URLSearchParams(location.search))));
}
