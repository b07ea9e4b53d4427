const name = "rating-console key";
const untilName = "rating-console until";
/** A token is renewed so long before its end that no request comes too late with it. */
const aheadSeconds = 45;
/** As long as the token is good, a provider that is away is not waited for at each request. */
const pauseSeconds = 10;

let renewing: Promise<void> | null = null;
let pausedUntil = 0;

/** Until the tab is closed, and in this tab only. */
export function keptKey(): string {
  return sessionStorage.getItem(name) ?? "";
}

/** Whether it is a token of the provider, which runs out, not a key. */
export function isOfProvider(): boolean {
  return sessionStorage.getItem(untilName) !== null;
}

/** @param until In seconds since 1970, of every token of the provider, which is known by it. */
export function keep(key: string, until?: number): void {
  if (key) sessionStorage.setItem(name, key);
  else sessionStorage.removeItem(name);
  if (key && until !== undefined) sessionStorage.setItem(untilName, String(until));
  else sessionStorage.removeItem(untilName);
}

/** The header that proves who asks: by the key, or by the provider's token, renewed where it is about to run out. */
export async function authorization(): Promise<string> {
  const until = sessionStorage.getItem(untilName);
  const now = Date.now() / 1000;
  const left = until === null ? Infinity : Number(until) - now;
  if (left <= 0 || (left < aheadSeconds && now >= pausedUntil)) {
    renewing ??= renew().finally(() => { renewing = null; });
    await renewing;
  }
  return `Bearer ${keptKey()}`;
}

async function renew(): Promise<void> {
  try {
    const { renewToken } = await import("./openId");
    await renewToken();
  } catch (failure) {
    console.warn("The sign-in was not renewed.", failure);
    pausedUntil = Date.now() / 1000 + pauseSeconds;
  }
}
