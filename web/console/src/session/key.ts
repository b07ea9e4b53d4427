const name = "rating-console key";

/** Until the tab is closed, and in this tab only. */
export function keptKey(): string {
  return sessionStorage.getItem(name) ?? "";
}

export function keep(key: string): void {
  if (key) sessionStorage.setItem(name, key);
  else sessionStorage.removeItem(name);
}
