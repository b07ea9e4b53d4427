/** The calls of the HTTP API that a visitor makes. Names and meanings are the contract's. */

export type RatingValue = "like" | "dislike";
export type RatingRight = "notYet" | "answer" | "during" | "change" | "over";
export type RequestState = "none" | "sent" | "later" | "answered" | "withdrawn" | "expired" | "notSent";

export interface Conversation {
  id: string;
  status: "new" | "accepted" | "waitingForAgent" | "waitingForCustomer" | "closing" | "closed" | "spam";
  ratingRequest: { state: RequestState; reason: string | null };
  customerRating: { value: RatingValue; comment: string | null } | null;
  ratingRight: RatingRight | null;
}

export interface Message {
  id: number;
  from: "customer" | "agent" | "system";
  text: string;
  at: string;
}

/** A refusal that came as an answer. What did not come at all is a TypeError of fetch. */
export class Refused extends Error {
  constructor(readonly status: number, readonly code: string, readonly detail: string, readonly waitSeconds: number) {
    super(code);
  }

  /** Whether the same may be taken later: too much at once, or broken over there. */
  get isPassing(): boolean {
    return this.status === 429 || this.status >= 500;
  }
}

const pageSize = 200;
const patienceMs = 20_000;

export class Api {
  constructor(private readonly base: string, private readonly channel: string) {}

  token = "";

  start(body: { locale: string; name?: string }): Promise<{ token: string; expiresAt: string }> {
    return this.call("POST", `${this.channelPath}/visitors`, body);
  }

  /** Sent again with the same id, the message is there once all the same. */
  say(messageId: string, text: string): Promise<{ conversationId: string }> {
    return this.call("POST", `${this.channelPath}/messages`, { messageId, text });
  }

  conversation(id: string): Promise<Conversation> {
    return this.call("GET", `conversations/${id}`);
  }

  async messages(id: string, after: number): Promise<Message[]> {
    const found: Message[] = [];
    let cursor: string | null = "";
    while (cursor !== null) {
      const next: string = cursor && `&cursor=${encodeURIComponent(cursor)}`;
      const page: { items: Message[]; nextCursor: string | null } =
        await this.call("GET", `conversations/${id}/messages?after=${after}&limit=${pageSize}${next}`);
      found.push(...page.items);
      cursor = page.nextCursor;
    }
    return found;
  }

  rate(id: string, value: RatingValue, comment?: string): Promise<Conversation> {
    return this.call("PUT", `conversations/${id}/customer-rating`, { value, comment });
  }

  later(id: string): Promise<Conversation> {
    return this.call("POST", `conversations/${id}/customer-rating/later`);
  }

  /** The visitor's event stream, as it begins. */
  async events(signal: AbortSignal): Promise<ReadableStream<Uint8Array>> {
    const response = await this.fetch("GET", `${this.channelPath}/events`, undefined, signal);
    return response.body!;
  }

  private get channelPath(): string {
    return `channels/${encodeURIComponent(this.channel)}`;
  }

  private async call<T>(method: string, path: string, body?: object): Promise<T> {
    const response = await this.fetch(method, path, body, AbortSignal.timeout(patienceMs));
    return (await response.json()) as T;
  }

  private async fetch(method: string, path: string, body: object | undefined, signal: AbortSignal): Promise<Response> {
    const headers: Record<string, string> = {};
    if (this.token) headers["Authorization"] = `Bearer ${this.token}`;
    if (body) headers["Content-Type"] = "application/json";
    const response = await fetch(`${this.base}api/v1/${path}`, {
      method,
      headers,
      signal,
      cache: "no-store",
      credentials: "omit",
      ...(body && { body: JSON.stringify(body) }),
    });
    if (response.ok) return response;
    const problem = (await response.json().catch(() => ({}))) as { type?: string; detail?: string };
    const wait = Number(response.headers.get("Retry-After")) || 0;
    throw new Refused(response.status, problem.type?.split(":").pop() ?? "", problem.detail ?? "", wait);
  }
}
