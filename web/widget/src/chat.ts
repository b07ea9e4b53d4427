import { Api, Refused, type Conversation, type RatingValue } from "./api";
import { Listening } from "./listening";
import { Memory, type Unsent } from "./memory";
import { Outbox } from "./outbox";
import { Pause } from "./pause";
import { Reading, type Talk } from "./reading";

/** Whether this page may chat at all. */
export type Standing = "new" | "starting" | "open" | "refused" | "unreachable";

/** A visitor's chat without its looks. Everything is read from the API's log, again and again; events only say when. */
export class Chat {
  standing: Standing = "new";
  /** Whether what is missing now was there before. */
  hasBeenConnected = false;
  private listening: Listening | undefined;
  private readonly pause = new Pause();
  private readonly api: Api;
  private readonly memory: Memory;
  private readonly outbox: Outbox;
  private readonly reading: Reading;
  private isStarting = false;
  private ended = false;

  constructor(base: string, channel: string, private readonly visitor: { locale: string; name?: string },
    private readonly changed: () => void) {
    this.api = new Api(base, channel);
    this.memory = new Memory(`rating-chat ${base}${channel}`);
    this.outbox = new Outbox(this.api, this.memory, {
      changed,
      taken: (conversation) => this.taken(conversation),
      unknown: () => this.startAnew(),
    });
    this.reading = new Reading(this.api, this.memory, this.outbox, changed);
    addEventListener("storage", this.heardOtherTab);
    // Nobody who only passes by is known to anybody: without a token, nothing is asked.
    if (this.isKnown) this.open();
  }

  get isConnected(): boolean {
    return this.standing !== "open" || this.listening!.isConnected;
  }

  get unsent(): Unsent[] {
    return this.memory.read().unsent.filter((one) => !this.outbox.isLogged(one.id));
  }

  get talks(): readonly Talk[] {
    return this.reading.talks;
  }

  get newest(): Talk | undefined {
    return this.reading.newest;
  }

  get unseen(): number {
    const { seen } = this.memory.read();
    return this.newest?.messages.filter((message) => message.id > seen && message.from !== "customer").length ?? 0;
  }

  see(): void {
    const last = this.newest?.messages.at(-1)?.id ?? 0;
    if (last > this.memory.read().seen) this.memory.change(() => ({ seen: last }));
  }

  /** Becomes a visitor of the channel, if the channel lets this page. */
  async start(): Promise<void> {
    if (this.standing === "open" || this.isStarting) return;
    this.isStarting = true;
    this.standing = "starting";
    this.changed();
    await this.knock();
    this.isStarting = false;
  }

  private async knock(): Promise<void> {
    while (!this.ended) {
      try {
        const { token, expiresAt } = await this.api.start(this.visitor);
        // Another tab may have been faster; then both go on as one visitor.
        if (!this.isKnown) this.memory.change(() => ({ token, expiresAt, conversations: [], seen: 0 }));
        return this.open();
      } catch (error) {
        const isFinal = error instanceof Refused && !error.isPassing;
        this.standing = isFinal ? "refused" : "unreachable";
        console.warn(`The chat does not start. Does its channel list the origin ${location.origin}?`);
        this.changed();
        if (isFinal) return;
        await this.pause.wait(error instanceof Refused ? error.waitSeconds : 0);
      }
    }
  }

  say(text: string): void {
    // Right after a reload more was seen than is read yet.
    const { conversations, seen } = this.memory.read();
    this.outbox.add(text, conversations.at(-1) ?? "", Math.max(this.newest?.messages.at(-1)?.id ?? 0, seen));
    void this.start();
  }

  sayAgain(id: string): void {
    this.outbox.retry(id);
  }

  rate(talk: Talk, value: RatingValue, comment?: string): Promise<void> {
    return this.wish(talk, () => this.api.rate(talk.id, value, comment));
  }

  rateLater(talk: Talk): Promise<void> {
    return this.wish(talk, () => this.api.later(talk.id));
  }

  end(): void {
    this.ended = true;
    removeEventListener("storage", this.heardOtherTab);
    this.reading.end();
    this.listening?.end();
    this.outbox.end();
    this.pause.end();
  }

  private get isKnown(): boolean {
    const { token, expiresAt } = this.memory.read();
    return token !== "" && Date.parse(expiresAt) > Date.now();
  }

  private open(): void {
    this.api.token = this.memory.read().token;
    this.standing = "open";
    this.listening?.end();
    this.listening = new Listening(this.api, {
      connected: () => {
        this.hasBeenConnected = true;
        this.pause.reset();
        this.outbox.send();
        this.reading.read("all");
      },
      happened: () => this.reading.read("newest"),
      lost: this.changed,
      unknown: () => this.startAnew(),
      refused: () => this.refused(),
    });
    this.outbox.send();
    this.changed();
  }

  /** The token is not taken any more. What is not sent yet goes out with the next one. */
  private startAnew(): void {
    this.listening?.end();
    this.api.token = "";
    this.memory.change(({ unsent }) => ({ token: "", unsent: unsent.filter((one) => !one.sent) }));
    this.reading.talks = [];
    this.standing = "new";
    this.changed();
    // A host that takes none of its own tokens is not asked for one after the other.
    void this.pause.wait().then(() => this.start());
  }

  /** The channel does not list this page any more, or is gone. */
  private refused(): void {
    this.standing = "refused";
    this.changed();
  }

  private taken(conversation: string): void {
    this.memory.change(({ conversations }) =>
      conversations.includes(conversation) ? {} : { conversations: [...conversations, conversation], seen: 0 });
    this.reading.read("newest");
  }

  private readonly heardOtherTab = (event: StorageEvent): void => {
    if (!this.memory.isOurs(event)) return;
    const { token } = this.memory.read();
    if (token && token !== this.api.token) this.open();
    else this.reading.read("newest");
  };

  /** Until it is through or refused: a tap is not lost because the network is. */
  private async wish(talk: Talk, send: () => Promise<Conversation>): Promise<void> {
    talk.rating = true;
    this.changed();
    const pause = new Pause();
    for (let open = true; open && !this.ended;) {
      try {
        talk.now = await send();
        open = false;
      } catch (error) {
        open = !(error instanceof Refused) || error.isPassing;
        if (error instanceof Refused && error.status === 410) talk.tooLate = error.detail;
        if (open) await pause.wait(error instanceof Refused ? error.waitSeconds : 0);
      }
    }
    pause.end();
    talk.rating = false;
    this.changed();
    this.reading.read("all");
  }
}
