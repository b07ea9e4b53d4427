import { Text } from "@mantine/core";
import { useTranslation } from "react-i18next";
import { Unrated } from "./Unrated";

const max = 5;

/** Stars to look at, and a sentence for who hears them. */
export function StarsShown({ stars }: { stars: number | null | undefined }) {
  const { t } = useTranslation();
  if (!stars) return <Unrated />;
  return (
    <Text span size="sm" className="stars" role="img" aria-label={t("stars", { count: stars })}>
      {"★".repeat(stars)}<span className="starless">{"☆".repeat(max - stars)}</span>
    </Text>
  );
}
