import type { Schemas } from "../api/client";
import { useWords } from "../words/Words";
import { Tag, type Colour } from "./Tag";

export type Status = Schemas["ListedRow"]["status"];

const colours: Partial<Record<string, Colour>> = {
  new: "indigo", waitingForAgent: "orange", spam: "red", closing: "gray", closed: "gray",
};

export function StatusBadge({ status }: { status: Status }) {
  const { t } = useWords();
  return <Tag colour={colours[status] ?? "cyan"}>{t(`status.${status}`)}</Tag>;
}
