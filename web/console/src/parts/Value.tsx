import { useWords } from "../words/Words";
import { Tag } from "./Tag";
import { Thumb } from "./Thumb";
import { Unrated } from "./Unrated";

/** A customer's rating; a dash where there is none. */
export function ValueShown({ value }: { value: "like" | "dislike" | null | undefined }) {
  const { t } = useWords();
  if (!value) return <Unrated />;
  return (
    <Tag colour={value === "like" ? "teal" : "red"} className={value}>
      <Thumb value={value} />
      {t(`value.${value}`)}
    </Tag>
  );
}
