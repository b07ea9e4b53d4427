import { Refused, type Api } from "./api";
import { Pause } from "./pause";

/** Hears that something happened, for as long as it may take. What happened is read from the log, which cannot be
 * missed or heard twice; so the events themselves need not be understood. */
export class Listening {
  isConnected = false;
  private readonly pause = new Pause();
  private current = new AbortController();
  private ended = false;

  /** The server says a word every 15 seconds; without one for so long the connection is dead. */
  private static readonly silenceMs = 40_000;

  constructor(
    private readonly api: Api,
    private readonly told: { connected(): void; happened(): void; lost(): void; unknown(): void; refused(): void },
  ) {
    addEventListener("offline", this.cut);
    document.addEventListener("visibilitychange", this.look);
    void this.run();
  }

  end(): void {
    this.ended = true;
    removeEventListener("offline", this.cut);
    document.removeEventListener("visibilitychange", this.look);
    this.cut();
    this.pause.end();
  }

  private readonly cut = (): void => this.current.abort();

  /** A browser has few connections to one host. A page that nobody looks at gives its own back, and misses nothing. */
  private readonly look = (): void => (document.hidden ? this.cut() : this.pause.wake());

  private async run(): Promise<void> {
    while (!this.ended) {
      if (document.hidden) {
        await this.pause.sleep();
        continue;
      }
      let wait = 0;
      try {
        await this.hear();
      } catch (error) {
        if (error instanceof Refused) {
          if (this.ended) return;
          if (error.status === 401) return this.told.unknown();
          if (!error.isPassing) return this.told.refused();
          wait = error.waitSeconds;
        }
      }
      if (this.ended || document.hidden) continue;
      this.isConnected = false;
      this.told.lost();
      await this.pause.wait(wait);
    }
  }

  private async hear(): Promise<void> {
    this.current = new AbortController();
    let watch = setTimeout(this.cut, Listening.silenceMs);
    try {
      const reader = (await this.api.events(this.current.signal)).getReader();
      const decoder = new TextDecoder();
      let isFirst = true;
      for (let heard = await reader.read(); !heard.done; heard = await reader.read()) {
        clearTimeout(watch);
        watch = setTimeout(this.cut, Listening.silenceMs);
        if (isFirst) {
          isFirst = false;
          this.isConnected = true;
          this.pause.reset();
          this.told.connected();
        }
        // A heartbeat is a colon and nothing else.
        if (/[^:\s]/.test(decoder.decode(heard.value, { stream: true }))) this.told.happened();
      }
    } finally {
      clearTimeout(watch);
    }
  }
}
