/** One for each language: to make one takes longer than to write a hundred moments with it. */
const kept = (style: Intl.DateTimeFormatOptions) => {
  const formats = new Map<string, Intl.DateTimeFormat>();
  return (at: string, language: string): string => {
    let format = formats.get(language);
    if (!format) formats.set(language, format = new Intl.DateTimeFormat(language, style));
    return format.format(new Date(at));
  };
};

/** A moment as somebody here writes it. */
export const moment = kept({ dateStyle: "short", timeStyle: "short" });
export const timeOfDay = kept({ timeStyle: "short" });

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
