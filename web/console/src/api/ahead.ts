import { authorization } from "../session/key";

/** How every request is sent: an answer is for whom it was asked, and now. */
export const manner = { cache: "no-store", credentials: "omit" } as const;

/** What nobody has asked for by then is old. */
const keptMs = 10_000;

interface Answer {
  asker: string;
  response: Response;
}

const sent = new Map<string, Promise<Answer>>();

/** Asks for what is going to be asked for. */
export function sendAhead(path: string, query: Record<string, string> = {}): void {
  const address = new URL(path, location.origin);
  address.search = new URLSearchParams(query).toString();
  const answer = send(address);
  answer.catch(() => undefined);
  sent.set(wordFor(address), answer);
  setTimeout(() => sent.delete(wordFor(address)), keptMs);
}

async function send(address: URL): Promise<Answer> {
  const asker = await authorization();
  return { asker, response: await fetch(address, { ...manner, headers: { Authorization: asker } }) };
}

/** Takes the answer that is there or on its way already; each is taken once, and by who asked for it. */
export async function fetchOrTake(request: Request): Promise<Response> {
  const word = wordFor(new URL(request.url));
  const answer = request.method === "GET" ? sent.get(word) : undefined;
  sent.delete(word);
  const taken = await answer?.catch(() => undefined);
  return taken?.asker === request.headers.get("Authorization") ? taken!.response : fetch(request);
}

/** The same, in whichever order and manner its values are written. */
function wordFor(address: URL): string {
  const query = [...address.searchParams].map(([name, value]) => `${name}=${value}`).sort();
  return `${address.pathname}?${query.join("&")}`;
}
