/** Waits between tries: longer each time, and no longer than the network is away. */
export class Pause {
  private tries = 0;
  private wakeUp: () => void = () => {};

  private static readonly firstMs = 1_000;
  private static readonly lastMs = 30_000;

  constructor() {
    addEventListener("online", this.wake);
  }

  readonly wake = (): void => this.wakeUp();

  /** It went well: the next pause is a short one again. */
  reset(): void {
    this.tries = 0;
  }

  wait(leastSeconds = 0): Promise<void> {
    const grown = Math.min(Pause.lastMs, Pause.firstMs * 2 ** this.tries++);
    // Spread, so that all pages of a site do not come back at the same moment.
    const ms = Math.max(leastSeconds * 1_000, grown * (0.5 + Math.random() / 2));
    return new Promise((resolve) => {
      const timer = setTimeout(resolve, ms);
      this.wakeUp = () => {
        clearTimeout(timer);
        resolve();
      };
    });
  }

  /** Until it is woken. */
  sleep(): Promise<void> {
    return new Promise((resolve) => (this.wakeUp = resolve));
  }

  end(): void {
    removeEventListener("online", this.wake);
    this.wake();
  }
}
