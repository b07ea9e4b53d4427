import { Badge } from "@mantine/core";
import { useTranslation } from "react-i18next";
import { Thumb } from "./Thumb";
import { Unrated } from "./Unrated";

/** A customer's rating; a dash where there is none. */
export function ValueShown({ value }: { value: "like" | "dislike" | null | undefined }) {
  const { t } = useTranslation();
  if (!value) return <Unrated />;
  return (
    <Badge variant="light" color={value === "like" ? "teal" : "red"} className={value}
      leftSection={<Thumb value={value} />}>
      {t(`value.${value}`)}
    </Badge>
  );
}
