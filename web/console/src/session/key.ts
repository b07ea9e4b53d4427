const name = "rating-console key";
const untilName = "rating-console until";
/** A token is renewed so long before its end that no request comes too late with it. */
const aheadSeconds = 45;

let renewing: Promise<void> | null = null;

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

/** What proves who asks: the key, or the provider's token, renewed where it is about to run out. */
export async function proof(): Promise<string> {
  const until = sessionStorage.getItem(untilName);
  if (until !== null && Number(until) - Date.now() / 1000 < aheadSeconds) {
    renewing ??= renew().finally(() => { renewing = null; });
    await renewing;
  }
  return keptKey();
}

async function renew(): Promise<void> {
  const { renewToken } = await import("./openId");
  await renewToken();
}
