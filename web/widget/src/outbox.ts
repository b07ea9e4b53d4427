import { Refused, type Api, type Message } from "./api";
import type { Memory, Unsent } from "./memory";
import { Pause } from "./pause";

/** Sends what the visitor wrote, in order, until the API has it; kept over reloads. A message leaves when the API has
 * it and the log shows it, so that it is neither lost nor seen twice. */
export class Outbox {
  private readonly pause = new Pause();
  private readonly logged = new Set<string>();
  private sending = false;
  private ended = false;

  constructor(
    private readonly api: Api,
    private readonly memory: Memory,
    private readonly told: { changed(): void; taken(conversation: string): void; unknown(): void },
  ) {}

  add(text: string, conversation: string, known: number): void {
    const id = crypto.randomUUID?.() ?? `${Date.now()}-${Math.random().toString(36).slice(2)}`;
    const one: Unsent = { id, text, at: new Date().toISOString(), conversation, known };
    this.memory.change(({ unsent }) => ({ unsent: [...unsent, one] }));
    this.told.changed();
    this.send();
  }

  retry(id: string): void {
    this.memory.changeUnsent(id, { failed: false });
    this.told.changed();
    this.send();
  }

  /** Which of ours this message of the log is. */
  recognise(conversation: string, message: Message): string | undefined {
    const { unsent, conversations } = this.memory.read();
    const place = conversations.indexOf(conversation);
    const found = unsent.find((one) => {
      const since = conversations.indexOf(one.conversation);
      return !this.logged.has(one.id) && one.text === message.text
        && (place > since || (place === since && one.known < message.id));
    });
    if (!found) return undefined;
    this.logged.add(found.id);
    this.drop(found.id);
    return found.id;
  }

  /** Whether the log shows it already. */
  isLogged(id: string): boolean {
    return this.logged.has(id);
  }

  send(): void {
    this.pause.wake();
    if (!this.sending) void this.run();
  }

  end(): void {
    this.ended = true;
    this.pause.end();
  }

  private async run(): Promise<void> {
    this.sending = true;
    for (let one = this.next; one; one = this.next) await this.post(one);
    this.sending = false;
  }

  private get next(): Unsent | undefined {
    if (this.ended || !this.api.token) return undefined;
    return this.memory.read().unsent.find((one) => !one.sent && !one.failed);
  }

  private async post({ id, text }: Unsent): Promise<void> {
    const { token } = this.api;
    try {
      const { conversationId } = await this.api.say(id, text);
      this.memory.changeUnsent(id, { sent: true });
      this.pause.reset();
      this.told.taken(conversationId);
      this.drop(id);
    } catch (error) {
      if (error instanceof Refused && error.status === 401) {
        // Unless there is another one by now.
        if (token === this.api.token) this.told.unknown();
      } else if (error instanceof Refused && !error.isPassing) {
        this.memory.changeUnsent(id, { failed: true });
      } else {
        this.told.changed();
        await this.pause.wait(error instanceof Refused ? error.waitSeconds : 0);
      }
    }
    this.told.changed();
  }

  /** Once both are so: the API has it, and the log shows it. */
  private drop(id: string): void {
    this.memory.change(({ unsent }) =>
      ({ unsent: unsent.filter((one) => one.id !== id || !one.sent || !this.logged.has(id)) }));
  }
}
