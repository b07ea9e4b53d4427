/** Seen by most of those who do not see all colours, and against the page. */
export const colours = {
  light: { like: "#087f5b", dislike: "#e03131", first: "#4263eb", stars: "#a35f00" },
  dark: { like: "#38d9a9", dislike: "#ff6b6b", first: "#91a7ff", stars: "#ffc53d" },
};
export const inks = {
  light: { quiet: "#566274", grid: "#e9ecef" },
  dark: { quiet: "#a5afbf", grid: "#3b3b3b" },
};
export type Colour = keyof (typeof colours)["light"];

export interface Series {
  name: string;
  colour: Colour;
  /** Two bars of a day stand side by side, or one before the other. */
  kind: "line" | "bar" | "left" | "right";
  values: (number | null)[];
  /** What is drawn in the place of the values, where bars stand on others. */
  drawn?: (number | null)[];
  /** The lower and the upper edge of what it may as well be, and what that is called. */
  between?: [(number | null)[], (number | null)[]];
  betweenName?: string;
}

export interface Chart {
  id: string;
  title: string;
  /** In a word, of all days together. */
  sum: string;
  days: string[];
  series: Series[];
  /** Columns of the table that are not drawn as such. */
  besides: { name: string; values: (number | null)[] }[];
  range?: [number, number];
  /** Nothing lies between 1 and 2. */
  whole: boolean;
  format(value: number): string;
}
