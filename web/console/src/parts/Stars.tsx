import { useWords } from "../words/Words";
import { Unrated } from "./Unrated";

const max = 5;

/** Stars to look at, and a sentence for who hears them. */
export function StarsShown({ stars }: { stars: number | null | undefined }) {
  const { t } = useWords();
  if (!stars) return <Unrated />;
  return (
    <span className="stars-shown" role="img" aria-label={t("stars", { count: stars })}>
      {"★".repeat(stars)}<span className="starless">{"☆".repeat(max - stars)}</span>
    </span>
  );
}
