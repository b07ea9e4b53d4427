/** What outlives the page: the visitor's token, which conversations it had, and what is not yet sent. */

export interface Unsent {
  /** The message's id, by which a repeat is known. */
  id: string;
  text: string;
  at: string;
  /** What was known when it was written: only a later message of the log can be this one. */
  conversation: string;
  known: number;
  /** The API has it; it is only not in the log yet. */
  sent?: boolean;
  /** The API will not take it. */
  failed?: boolean;
}

export interface Remembered {
  token: string;
  expiresAt: string;
  conversations: string[];
  unsent: Unsent[];
  /** Of the newest conversation, up to which message it was seen. */
  seen: number;
}

/** Older ones stay with the agents; a widget is no archive. */
const conversationsMax = 5;

const nothing: Remembered = { token: "", expiresAt: "", conversations: [], unsent: [], seen: 0 };

export class Memory {
  private copy: Remembered = nothing;
  /** Whether the browser lets us keep anything. */
  private isKept = true;

  constructor(private readonly name: string) {}

  get isOurs(): (event: StorageEvent) => boolean {
    return (event) => event.key === this.name;
  }

  read(): Remembered {
    try {
      const text = this.isKept ? localStorage.getItem(this.name) : null;
      if (text) return { ...nothing, ...(JSON.parse(text) as Remembered) };
    } catch {
      this.isKept = false;
    }
    return this.isKept ? nothing : this.copy;
  }

  /** Reads again before it writes, because another tab may have written. */
  change(by: (now: Remembered) => Partial<Remembered>): void {
    const now = this.read();
    this.copy = { ...now, ...by(now) };
    this.copy.conversations = this.copy.conversations.slice(-conversationsMax);
    try {
      localStorage.setItem(this.name, JSON.stringify(this.copy));
    } catch {
      // A browser that keeps nothing for us, or nothing more, still chats, until the page is left.
      this.isKept = false;
    }
  }

  changeUnsent(id: string, by: Partial<Unsent>): void {
    this.change(({ unsent }) => ({ unsent: unsent.map((one) => (one.id === id ? { ...one, ...by } : one)) }));
  }
}
