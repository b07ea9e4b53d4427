import type { TFunction } from "i18next";
import { createContext, useContext, useMemo, type ReactNode } from "react";
import { useTranslation } from "react-i18next";
import type { Language } from ".";

interface Spoken {
  t: TFunction;
  language: Language;
}

const Context = createContext<Spoken | null>(null);

/** The words of the language that is chosen. They are found once for all parts: a list has hundreds that show words. */
export function Words({ children }: { children: ReactNode }) {
  const { t, i18n } = useTranslation();
  const language = i18n.language as Language;
  const spoken = useMemo(() => ({ t, language }), [t, language]);
  return <Context value={spoken}>{children}</Context>;
}

export function useWords(): Spoken {
  const spoken = useContext(Context);
  if (!spoken) throw new Error("There are no words here.");
  return spoken;
}
