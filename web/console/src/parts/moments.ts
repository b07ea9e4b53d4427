/** A moment as somebody here writes it. */
export function moment(at: string, language: string): string {
  return new Intl.DateTimeFormat(language, { dateStyle: "short", timeStyle: "short" }).format(new Date(at));
}

export function timeOfDay(at: string, language: string): string {
  return new Intl.DateTimeFormat(language, { timeStyle: "short" }).format(new Date(at));
}

/** The local day of an instant, as date fields have it. */
export function dayOf(at: string | undefined): string {
  if (!at) return "";
  const date = new Date(at);
  if (Number.isNaN(date.valueOf())) return "";
  const two = (part: number): string => `${part}`.padStart(2, "0");
  return `${date.getFullYear()}-${two(date.getMonth() + 1)}-${two(date.getDate())}`;
}

/** Where a local day begins. */
export function startOf(day: string, daysOn = 0): string | undefined {
  if (!day) return undefined;
  const date = new Date(`${day}T00:00`);
  date.setDate(date.getDate() + daysOn);
  return date.toISOString();
}
