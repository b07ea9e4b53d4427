import type { Api, Conversation, Message } from "./api";
import type { Memory } from "./memory";
import type { Outbox } from "./outbox";

/** One conversation as far as it is known here. */
export interface Talk {
  id: string;
  now?: Conversation;
  messages: Message[];
  /** Which message of ours became which of the log, so that the view can keep its line. */
  written: Map<number, string>;
  /** The channel's words, where a rating came too late. */
  tooLate?: string;
  /** A rating is on its way. */
  rating?: boolean;
}

type What = "newest" | "all";

/** Reads the visitor's conversations from the log, each message once. */
export class Reading {
  talks: Talk[] = [];
  private isReading = false;
  private again: What | undefined;
  private settling: ReturnType<typeof setTimeout> | undefined;
  private ended = false;

  /** Where reads lag behind a commit, they have caught up by then. */
  private static readonly settledMs = 1_200;

  constructor(
    private readonly api: Api,
    private readonly memory: Memory,
    private readonly outbox: Outbox,
    private readonly changed: () => void,
  ) {}

  get newest(): Talk | undefined {
    return this.talks[this.talks.length - 1];
  }

  /** Now, and once more when everything has settled. */
  read(what: What): void {
    clearTimeout(this.settling);
    this.settling = setTimeout(() => void this.readNow("newest"), Reading.settledMs);
    void this.readNow(what);
  }

  end(): void {
    this.ended = true;
    clearTimeout(this.settling);
  }

  /** One at a time; a wish that comes meanwhile is fulfilled right after. */
  private async readNow(what: What): Promise<void> {
    if (this.isReading) {
      if (this.again !== "all") this.again = what;
      return;
    }
    this.isReading = true;
    for (let next: What | undefined = what; next && !this.ended; next = this.again) {
      this.again = undefined;
      const { conversations } = this.memory.read();
      this.talks = conversations.map((id) =>
        this.talks.find((talk) => talk.id === id) ?? { id, messages: [], written: new Map<number, string>() });
      const wanted = this.talks.filter((talk) => next === "all" || talk === this.newest || !talk.now);
      // What fails is not lost: the stream breaks with the network, and all is read again when it is back.
      await Promise.allSettled(wanted.map((talk) => this.readOne(talk)));
      this.changed();
    }
    this.isReading = false;
  }

  private async readOne(talk: Talk): Promise<void> {
    const [now, messages] = await Promise.all(
      [this.api.conversation(talk.id), this.api.messages(talk.id, talk.messages.at(-1)?.id ?? 0)]);
    talk.now = now;
    talk.messages.push(...messages);
    for (const message of messages) {
      const written = message.from === "customer" ? this.outbox.recognise(talk.id, message) : undefined;
      if (written) talk.written.set(message.id, written);
    }
  }
}
