/** The API's rules for phrases, so that what it would refuse is said while one types. It has the last word. */
export const graphicMax = 100;
export const textMax = 20_000;

/** As a person counts them. */
export function lengthOf(text: string): number {
  return [...new Intl.Segmenter().segment(text)].length;
}

/** Whether the digit is there with no letter or digit at either side, so that a customer sees what to type. */
export function standsAlone(text: string, digit: "0" | "1"): boolean {
  return new RegExp(`(?<![\\p{L}\\p{Nd}])${digit}(?![\\p{L}\\p{Nd}])`, "u").test(text);
}

export type Unit = "M" | "H" | "D";

/** A time as fields have it: a number of minutes, hours or days. */
export interface Span {
  count: number;
  unit: Unit;
}

/** The ISO durations that are whole in one of the units; null for any other. */
export function readSpan(text: string): Span | null {
  const found = /^P(?:(\d+)D)?(?:T(?:(\d+)H)?(?:(\d+)M)?)?$/.exec(text);
  if (!found) return null;
  const [days, hours, minutes] = [1, 2, 3].map((group) => Number(found[group] ?? 0)) as [number, number, number];
  const all = (days * 24 + hours) * 60 + minutes;
  if (all % (24 * 60) === 0) return { count: all / (24 * 60), unit: "D" };
  return all % 60 === 0 ? { count: all / 60, unit: "H" } : { count: all, unit: "M" };
}

export function writeSpan({ count, unit }: Span): string {
  return unit === "D" ? `P${count}D` : `PT${count}${unit}`;
}
