import { useWords } from "../words/Words";

/** A dash for the eye, a word for the ear. */
export function Unrated() {
  const { t } = useWords();
  return <><span aria-hidden>–</span><span className="heard">{t("unrated")}</span></>;
}
