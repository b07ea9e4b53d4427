import i18n from "i18next";
import { initReactI18next } from "react-i18next";
import en from "./en.json";

/** A language is a file and a name here. English is always there; the others are fetched when they are chosen. */
export const languages = { en: "English", ru: "Русский", it: "Italiano", es: "Español" } as const;
export type Language = keyof typeof languages;

const keptAs = "rating-console language";
const files: Record<Exclude<Language, "en">, () => Promise<{ default: object }>> = {
  ru: () => import("./ru.json"),
  it: () => import("./it.json"),
  es: () => import("./es.json"),
};

export async function startWords(): Promise<void> {
  await i18n.use(initReactI18next).init({
    lng: "en",
    fallbackLng: "en",
    resources: { en: { translation: en } },
    // React escapes what it shows.
    interpolation: { escapeValue: false },
  });
  await speak(chosen());
}

export async function speak(language: Language): Promise<void> {
  if (language !== "en" && !i18n.hasResourceBundle(language, "translation"))
    i18n.addResourceBundle(language, "translation", (await files[language]()).default);
  await i18n.changeLanguage(language);
  document.documentElement.lang = language;
}

export async function choose(language: Language): Promise<void> {
  localStorage.setItem(keptAs, language);
  await speak(language);
}

function chosen(): Language {
  const wanted = [localStorage.getItem(keptAs), ...navigator.languages].map((name) => name?.toLowerCase().split("-")[0]);
  return (wanted.find((name) => name && name in languages) ?? "en") as Language;
}
