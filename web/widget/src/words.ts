import en from "./words/en.json";
import es from "./words/es.json";
import it from "./words/it.json";
import ru from "./words/ru.json";

/** The interface's own words. What the channel says comes from the channel. */
export type Words = typeof en;

/** A language is a file and a name here. */
const languages: Record<string, Words> = { en, es, it, ru };

export interface Language {
  locale: string;
  words: Words;
}

/** The first of these that is spoken here: what the site asks for, the page's own, the browser's. */
export function languageOf(asked: string | null, page: string): Language {
  for (const locale of [asked, page, ...navigator.languages]) {
    const words = locale && languages[locale.toLowerCase().split("-")[0]!];
    if (words) return { locale, words };
  }
  return { locale: "en", words: en };
}
