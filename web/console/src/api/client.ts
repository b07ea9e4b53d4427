import createClient, { type Middleware } from "openapi-fetch";
import { authorization } from "../session/key";
import { fetchOrTake, manner } from "./ahead";
import type { components, paths } from "./schema";

export type Schemas = components["schemas"];

/** A refusal of the API, as it says it. */
export class Refused extends Error {
  readonly status: number;
  readonly code: string;
  /** By field, of what was sent. */
  readonly errors: Record<string, string[]>;

  constructor(status: number, body: Partial<Schemas["Problem"]>) {
    super(body.detail || body.title || `HTTP ${status}`);
    this.status = status;
    this.code = body.type?.split(":").pop() ?? "";
    this.errors = (body.errors ?? {}) as Record<string, string[]>;
  }
}

/** What the API says of a field, or of one of several in it. */
export function problemOf(error: Error | null, field: string): string | undefined {
  if (!(error instanceof Refused)) return undefined;
  const said = Object.entries(error.errors).filter(([name]) => name === field || name.startsWith(`${field}[`));
  return said.length > 0 ? said.flatMap(([, problems]) => problems).join(" ") : undefined;
}

const withKey: Middleware = {
  async onRequest({ request }) {
    request.headers.set("Authorization", await authorization());
    // The same click that is sent twice is done once.
    if (request.method === "POST") request.headers.set("Idempotency-Key", newId());
    return request;
  },
  async onResponse({ response }) {
    if (response.ok) return undefined;
    const body = (await response.json().catch(() => ({}))) as Partial<Schemas["Problem"]>;
    throw new Refused(response.status, body);
  },
};

/** Typed by the API's own document, so that a name that is not there does not build. */
export const api = createClient<paths>({
  baseUrl: location.origin,
  ...manner,
  fetch: fetchOrTake,
  querySerializer: { array: { style: "form", explode: false } },
});
api.use(withKey);

/** What came; what did not has been thrown. */
export async function ask<T>(answer: Promise<{ data?: T }>): Promise<T> {
  return (await answer).data as T;
}

/** Only a page over HTTPS, or of this machine, may ask the browser for one. */
function newId(): string {
  return crypto.randomUUID?.() ?? `${Date.now()}-${Math.random().toString(36).slice(2)}`;
}
