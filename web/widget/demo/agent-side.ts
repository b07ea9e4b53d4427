import type { Desk, Held } from "./desk";
import { on, part, tell } from "./page";

const statusWords: Record<string, string> = {
  new: "new", accepted: "accepted", waitingForAgent: "waits for the agent", waitingForCustomer: "waits for the customer",
  closing: "finished, closing", closed: "closed", spam: "spam",
};
const requestWords: Record<string, string> = {
  none: "not asked", sent: "sent", later: "to be rated later", answered: "answered", withdrawn: "withdrawn",
  expired: "expired", notSent: "not sent",
};
const speakers = { customer: "Customer", agent: "Agent", system: "System" };
const lookAgainMs = 1_000;

/** What the agent sees and does: one conversation, the customer's newest. */
export class AgentSide {
  private id = "";
  private held: Held | undefined;
  private known = 0;
  private looking: ReturnType<typeof setTimeout> | undefined;
  private readonly log = part("log", HTMLElement);
  private readonly text = part("text", HTMLInputElement);

  constructor(private readonly desk: Desk, private readonly agent: string) {
    on("accept", "click", () => this.act("accept", { agentId: agent }));
    on("finish", "click", () => this.act("finish"));
    on("answer", "submit", () => this.answer());
    void this.follow();
  }

  look(id: string): void {
    if (id !== this.id) {
      [this.id, this.known] = [id, 0];
      this.log.replaceChildren();
    }
    void tell(() => this.refresh());
  }

  private async follow(): Promise<void> {
    for (;;) {
      await tell(() => this.desk.follow(this.agent, () => this.id && this.look(this.id), new AbortController().signal));
      await new Promise((resolve) => setTimeout(resolve, lookAgainMs));
    }
  }

  private async act(what: "accept" | "finish" | "messages", body?: object): Promise<void> {
    this.show(await this.desk.act(this.id, what, body));
    await this.refresh();
  }

  private async answer(): Promise<void> {
    const text = this.text.value.trim();
    if (!text) return;
    this.text.value = "";
    await this.act("messages", { agentId: this.agent, text });
  }

  private async refresh(): Promise<void> {
    clearTimeout(this.looking);
    const id = this.id;
    const [held, said] = await Promise.all([this.desk.conversation(id), this.desk.messages(id, this.known)]);
    if (id !== this.id) return;
    this.show(held);
    for (const message of said.filter((one) => one.id > this.known)) {
      this.known = message.id;
      const line = document.createElement("p");
      const who = document.createElement("strong");
      who.textContent = speakers[message.from];
      line.dir = "auto";
      line.append(who, message.text);
      this.log.append(line);
      this.log.scrollTop = this.log.scrollHeight;
    }
    // Nobody is told of what nobody holds.
    if (!held.agentId) this.looking = setTimeout(() => this.look(id), lookAgainMs);
  }

  private show(held: Held): void {
    this.held = held;
    part("nobody", HTMLElement).hidden = true;
    part("state", HTMLElement).hidden = false;
    part("number", HTMLElement).textContent = `${held.number}`;
    part("status", HTMLElement).textContent = statusWords[held.status] ?? held.status;
    part("request", HTMLElement).textContent = requestWords[held.ratingRequest.state] ?? held.ratingRequest.state;
    const rating = part("rating", HTMLElement);
    const { value, comment } = held.customerRating ?? {};
    rating.dataset["value"] = value ?? "";
    const said = value ? `${value === "like" ? "Like" : "Dislike"}${comment ? `: “${comment}”` : ""}` : "";
    if (rating.textContent !== said) rating.textContent = said;
    this.allow();
  }

  private allow(): void {
    const isOver = ["closed", "spam"].includes(this.held!.status);
    const isOurs = this.held!.agentId === this.agent;
    part("accept", HTMLButtonElement).disabled = isOver || !!this.held!.agentId;
    part("finish", HTMLButtonElement).disabled = isOver || !isOurs || this.held!.status === "closing";
    part("send", HTMLButtonElement).disabled = this.text.disabled = isOver || !isOurs;
  }
}
