/** The agent's side of the API, as the demo needs it. */

export interface Channel {
  id: string;
  name: string;
  agents: string[];
  origins: string[];
  rating?: { window: string };
}

export interface Agent {
  id: string;
  name: string;
}

export interface Held {
  id: string;
  number: number;
  status: string;
  agentId: string | null;
  customer: { name: string | null };
  ratingRequest: { state: string; reason: string | null };
  customerRating: { value: "like" | "dislike"; comment: string | null } | null;
}

export interface Said {
  id: number;
  from: "customer" | "agent" | "system";
  text: string;
}

interface Page<T> {
  items: T[];
}

export class Desk {
  constructor(private readonly key: string) {}

  async channels(): Promise<Channel[]> {
    return (await this.call<Page<Channel>>("GET", "channels?limit=200")).items;
  }

  async agents(): Promise<Agent[]> {
    return (await this.call<Page<Agent>>("GET", "agents?limit=200")).items;
  }

  putAgent(id: string, name: string): Promise<Agent> {
    return this.call("PUT", `agents/${id}`, { name });
  }

  putChannel(channel: Partial<Channel> & { id: string }): Promise<Channel> {
    return this.call("PUT", `channels/${channel.id}`, channel);
  }

  conversation(id: string): Promise<Held> {
    return this.call("GET", `conversations/${id}`);
  }

  async messages(id: string, after: number): Promise<Said[]> {
    return (await this.call<Page<Said>>("GET", `conversations/${id}/messages?after=${after}&limit=200`)).items;
  }

  act(id: string, what: "accept" | "finish" | "messages", body?: object): Promise<Held> {
    return this.call("POST", `conversations/${id}/${what}`, body);
  }

  /** Calls whenever the agent is told something; ends with the signal, or when the connection does. */
  async follow(agent: string, told: () => void, signal: AbortSignal): Promise<void> {
    const response = await fetch(`api/v1/agents/${agent}/events`, { headers: this.headers, signal });
    if (!response.ok) throw new Error(await titleOf(response));
    const reader = response.body!.getReader();
    told();
    for (let heard = await reader.read(); !heard.done; heard = await reader.read()) told();
  }

  private get headers(): Record<string, string> {
    return { Authorization: `Bearer ${this.key}` };
  }

  private async call<T>(method: string, path: string, body?: object): Promise<T> {
    const response = await fetch(`api/v1/${path}`, {
      method,
      headers: { ...this.headers, ...(method === "POST" && { "Idempotency-Key": crypto.randomUUID?.() ?? `${Math.random()}` }) },
      ...(body && { body: JSON.stringify(body) }),
    });
    if (!response.ok) throw new Error(await titleOf(response));
    return (await response.json()) as T;
  }
}

async function titleOf(response: Response): Promise<string> {
  const problem = (await response.json().catch(() => ({}))) as { title?: string };
  return problem.title ?? response.statusText;
}
