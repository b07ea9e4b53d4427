import { sendAhead } from "./api/ahead";
import { namesMax, pageSize, readFilters, write, type Filters } from "./conversations/filters";
import { pages, type Page } from "./pages";
import { keptKey } from "./session/key";

// Runs before the large scripts are there: what the address is going to show is fetched beside them.
const [, place, id] = location.pathname.split("/");
// Most come in by the list.
const name = place || "conversations";
const oneOf: Record<string, Page<unknown>> = { conversations: pages.conversation, channels: pages.channel };
const page = id ? oneOf[name] : Object.entries<Page<unknown>>(pages).find(([place]) => place === name)?.[1];

/** Once the script of the page is there. What fails is asked for again by the page, which tells of it too. */
export const pageAhead = page?.fetch().catch(() => undefined);

/** The filters of the list that is looked at; null where something else is. */
export const listAhead: Filters | null =
  name === "conversations" && !id ? readFilters(new URLSearchParams(location.search)) : null;

if (keptKey()) {
  sendAhead("/api/v1/me");
  if (listAhead) {
    sendAhead("/api/v1/conversations", { ...Object.fromEntries(write(listAhead)), limit: `${pageSize}` });
    sendAhead("/api/v1/agents", { limit: `${namesMax}` });
    sendAhead("/api/v1/channels", { limit: `${namesMax}` });
  }
}
